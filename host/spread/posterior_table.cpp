#include "host/spread/posterior_table.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "host/analyze/coded_column.hpp"
#include "host/analyze/csv_reader.hpp"
#include "host/report/csv.hpp"

namespace vtrial::host {
namespace {

constexpr std::string_view comment = "# ";
constexpr std::string_view trials_begin = " [";
constexpr std::string_view between_trials = "; ";
constexpr std::size_t first_column = 2;  // after `set` and `loss`

PosteriorColumn column_of(std::string_view heading) {
    std::size_t const begin = heading.find(trials_begin);
    PosteriorColumn column{std::string(heading.substr(0, begin)), {}};
    if (begin == std::string_view::npos || !heading.ends_with("]")) {
        return column;
    }
    std::string_view rest = heading.substr(begin + trials_begin.size());
    rest.remove_suffix(1);
    for (std::size_t end = 0; end != std::string_view::npos;) {
        end = rest.find(between_trials);
        column.trials.emplace_back(rest.substr(0, end));
        rest.remove_prefix(end == std::string_view::npos ? rest.size()
                                                         : end + between_trials.size());
    }
    return column;
}

class PosteriorReader {
  public:
    PosteriorReader(std::string_view text, DataLog& log) : csv_(text, log), log_(log) {}

    PosteriorTable read() {
        CsvRecord record;
        bool has_record = csv_.next(record);
        if (has_record && record.front().text.starts_with(comment)) {
            table_.fit = record.front().text.substr(comment.size());
            has_record = csv_.next(record);
        }
        if (!has_record || record.size() <= first_column || record[0].text != "set" ||
            record[1].text != "loss") {
            log_.error(has_record ? record.front().where : Position{},
                       "no table of parameter sets: its header line begins with set,loss and has "
                       "a column for each parameter");
            return {};
        }
        for (std::size_t k = first_column; k < record.size(); ++k) {
            table_.columns.push_back(column_of(record[k].text));
        }
        while (csv_.next(record)) {
            add_set(record);
        }
        if (table_.sets.empty()) {
            log_.error({}, "has no set");
        }
        return std::move(table_);
    }

  private:
    void add_set(CsvRecord const& record) {
        std::size_t const fields = first_column + table_.columns.size();
        if (record.size() != fields) {
            log_.error(record.front().where,
                       fmt::format("must have {} fields, as the header line, got {}", fields,
                                   record.size()));
            return;
        }
        std::vector<double> set;
        for (std::size_t k = first_column; k < fields; ++k) {
            auto const number = number_of(record[k].text);
            if (!number) {
                log_.error(record[k].where,
                           fmt::format("must be a number, got \"{}\"", record[k].text));
            }
            set.push_back(number.value_or(0.0));
        }
        table_.sets.push_back(std::move(set));
    }

    CsvReader csv_;
    DataLog& log_;
    PosteriorTable table_;
};

}  // namespace

std::vector<std::string> PosteriorTable::overrides_of(std::size_t set,
                                                      std::string const& published_trial) const {
    std::vector<std::string> overrides;
    auto const add_columns = [&](auto const& is_wanted) {
        for (std::size_t k = 0; k < columns.size(); ++k) {
            if (is_wanted(columns[k].trials)) {
                overrides.push_back(columns[k].path + "=" + write_exact(sets[set][k]));
            }
        }
    };
    add_columns([](auto const& trials) { return trials.empty(); });
    add_columns([&](auto const& trials) {
        return std::find(trials.begin(), trials.end(), published_trial) != trials.end();
    });
    return overrides;
}

std::string column_heading(PosteriorColumn const& column) {
    return column.trials.empty() ? column.path
                                 : fmt::format("{}{}{}]", column.path, trials_begin,
                                               fmt::join(column.trials, between_trials));
}

PosteriorTable read_posterior_table(std::string_view text, DataLog& log) {
    check_encoding(text, log);
    return PosteriorReader(text, log).read();
}

}  // namespace vtrial::host
