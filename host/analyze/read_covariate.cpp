#include "host/analyze/read_covariate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

namespace vtrial::host {
namespace {

/// A covariate from the value that goes with each label of the column.
Covariate covariate_of(std::string name, CodedColumn const& column,
                       std::vector<double> const& of_label) {
    Covariate covariate{std::move(name), {}};
    for (std::int32_t const code : column.codes()) {
        covariate.values.push_back(of_label[static_cast<std::size_t>(code)]);
    }
    return covariate;
}

void add_levels(CodedColumn const& column, DataLog& log, std::vector<Covariate>& covariates) {
    std::vector<std::string> levels;
    for (auto const& label : column.labels()) {
        levels.push_back(label.text);
    }
    if (levels.size() > most_levels) {
        log.error(
            column.header(),
            fmt::format("\"{}\" (--covariate) has {} different texts; a covariate is numbers, "
                        "or at most {} levels",
                        column.name(), levels.size(), most_levels));
        return;
    }
    std::sort(levels.begin(), levels.end());
    for (std::size_t level = 1; level < levels.size(); ++level) {
        std::vector<double> of_label;
        for (auto const& label : column.labels()) {
            of_label.push_back(label.text == levels[level] ? 1.0 : 0.0);
        }
        covariates.push_back(covariate_of(column.name() + "=" + levels[level], column, of_label));
    }
}

}  // namespace

void read_covariate(CodedColumn const& column, DataLog& log, std::vector<Covariate>& covariates) {
    std::vector<double> of_label;
    CodedColumn::Label const* no_number = nullptr;
    std::size_t numbers = 0;
    for (auto const& label : column.labels()) {
        auto const number = number_of(label.text);
        numbers += number ? 1 : 0;
        no_number = number || no_number != nullptr ? no_number : &label;
        of_label.push_back(number.value_or(0.0));
    }
    if (no_number == nullptr) {
        covariates.push_back(covariate_of(column.name(), column, of_label));
    } else if (numbers > 0) {
        log.error(no_number->first,
                  fmt::format("\"{}\" is no number, but others of \"{}\" (--covariate) are; a "
                              "covariate is all numbers or all texts",
                              no_number->text, column.name()));
    } else {
        add_levels(column, log, covariates);
    }
}

}  // namespace vtrial::host
