// Every loss that a fit has computed, on disk as soon as it is known: a fit that was interrupted
// begins again, is answered from here as far as it had come, and goes on. The optimiser draws the
// same points from the same seed, so that both fits are the same.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace vtrial::host {

struct JournalEntry {
    std::vector<double> places;
    double loss = 0.0;
};

class EvaluationJournal {
  public:
    /// Opens the journal of a fit, or begins one. What an interruption has left of a last line is
    /// dropped. Throws FileError; StoreError if it is of another fit.
    EvaluationJournal(std::filesystem::path path, std::string const& identity);
    ~EvaluationJournal();
    EvaluationJournal(EvaluationJournal const&) = delete;
    EvaluationJournal& operator=(EvaluationJournal const&) = delete;

    /// The loss at these places in a stage, if it has been computed.
    std::optional<double> find(std::string const& stage, std::vector<double> const& places) const;

    /// The entry of a stage that has one only.
    std::optional<JournalEntry> first_of(std::string const& stage) const;

    /// Writes it down, flushed. Throws FileError.
    void add(std::string const& stage, std::vector<double> const& places, double loss);

    std::size_t size() const { return losses_.size(); }

  private:
    void append(std::string const& line);

    std::filesystem::path path_;
    std::map<std::string, double> losses_;  ///< by stage and places, as written
    int descriptor_ = -1;
};

}  // namespace vtrial::host
