#include "host/analyze/patient_data.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>

#include "host/analyze/read_covariate.hpp"
#include "kernels/plan/plan.hpp"

namespace vtrial::host {
namespace {

/// In the order in which read_patients takes them.
std::vector<WantedColumn> wanted_columns(DataColumns const& columns) {
    std::vector<WantedColumn> wanted;
    if (columns.time) {
        wanted = {{"time", *columns.time}, {"event", *columns.event}};
    }
    wanted.push_back({"arm", columns.arm});
    auto const add = [&](std::string const& option, auto const& names) {
        for (std::string const& name : names) {
            wanted.push_back({option, name});
        }
    };
    add("strata", columns.strata);
    add("covariate", columns.covariates);
    add("response", columns.responses);
    return wanted;
}

std::vector<double> read_times(CodedColumn const& column, DataLog& log) {
    std::vector<double> of_label;
    for (auto const& label : column.labels()) {
        auto const time = number_of(label.text);
        if (!time || *time < 0.0) {
            log.error(label.first, fmt::format("a time of \"{}\" must be a number of 0 or more, "
                                               "got \"{}\"",
                                               column.name(), label.text));
        }
        of_label.push_back(time.value_or(0.0));
    }
    std::vector<double> times;
    for (std::int32_t const code : column.codes()) {
        times.push_back(of_label[static_cast<std::size_t>(code)]);
    }
    return times;
}

/// Which value of a column says yes, and to what.
struct YesValue {
    std::optional<std::string> const& given;
    char const* option;
    char const* meaning;
};

/// 1 where the value says yes, else 0.
std::vector<std::uint8_t> read_yes_or_no(CodedColumn const& column, YesValue const& yes,
                                         DataLog& log) {
    std::vector<std::uint8_t> of_label;
    for (auto const& label : column.labels()) {
        of_label.push_back(is_same_value(label.text, yes.given.value_or("1")) ? 1 : 0);
        // 1 is censored where 2 is an event: without a word from the user, only 0 and 1 are plain
        if (!yes.given && of_label.back() == 0 && !is_same_value(label.text, "0")) {
            log.error(label.first, fmt::format("\"{}\" is neither 0 nor 1; tell by --{} which "
                                               "value of \"{}\" is {}",
                                               label.text, yes.option, column.name(), yes.meaning));
        }
    }
    std::vector<std::uint8_t> answers;
    for (std::int32_t const code : column.codes()) {
        answers.push_back(of_label[static_cast<std::size_t>(code)]);
    }
    return answers;
}

/// In the order of numbers where all are numbers, else of texts.
std::vector<std::string> sorted_labels(CodedColumn const& column) {
    std::vector<std::string> labels;
    bool are_numbers = true;
    for (auto const& label : column.labels()) {
        labels.push_back(label.text);
        are_numbers = are_numbers && number_of(label.text).has_value();
    }
    std::sort(labels.begin(), labels.end(), [&](std::string const& a, std::string const& b) {
        return are_numbers ? *number_of(a) < *number_of(b) : a < b;
    });
    return labels;
}

std::string quoted_list(std::vector<std::string> const& labels) {
    constexpr std::size_t most_named = 10;
    std::string list;
    for (std::size_t i = 0; i < std::min(labels.size(), most_named); ++i) {
        list += fmt::format("{}\"{}\"", i > 0 ? ", " : "", labels[i]);
    }
    return list + (labels.size() > most_named ? ", ..." : "");
}

void read_arms(CodedColumn const& column, std::optional<std::string> const& control, DataLog& log,
               PatientData& data) {
    std::vector<std::string> labels = sorted_labels(column);
    if (labels.size() != 2) {
        log.error(column.header(), fmt::format("\"{}\" must have two arms, found {}: {}",
                                               column.name(), labels.size(), quoted_list(labels)));
        return;
    }
    if (control && is_same_value(labels[1], *control)) {
        std::swap(labels[0], labels[1]);
    } else if (control && !is_same_value(labels[0], *control)) {
        log.error(column.header(), fmt::format("no arm of \"{}\" is \"{}\" (--control); found: {}",
                                               column.name(), *control, quoted_list(labels)));
    }
    data.arm_labels = {labels[0], labels[1]};
    bool const first_is_control = column.labels()[0].text == labels[0];
    for (std::int32_t const code : column.codes()) {
        data.arm.push_back(static_cast<std::int16_t>((code == 0) == first_is_control ? 0 : 1));
    }
}

/// Numbers the combinations of the values of `columns`, as they come.
void read_strata(CodedTable const& table, std::size_t first, std::size_t count, DataLog& log,
                 PatientData& data) {
    std::map<std::vector<std::int32_t>, std::int32_t> stratum_of;
    std::vector<std::int32_t> values(count);
    for (std::size_t row = 0; row < static_cast<std::size_t>(table.rows); ++row) {
        for (std::size_t i = 0; i < count; ++i) {
            values[i] = table.columns[first + i].codes()[row];
        }
        auto const next = static_cast<std::int32_t>(stratum_of.size());
        std::int32_t const stratum = stratum_of.try_emplace(values, next).first->second;
        data.stratum.push_back(static_cast<std::int16_t>(
            std::min<std::int32_t>(stratum, std::numeric_limits<std::int16_t>::max())));
    }
    data.strata = static_cast<std::int32_t>(std::max<std::size_t>(stratum_of.size(), 1));
    if (data.strata > std::numeric_limits<std::int16_t>::max()) {
        log.error({}, fmt::format("the columns of --strata make {} strata; {} at most", data.strata,
                                  std::numeric_limits<std::int16_t>::max()));
    }
}

std::string plural(std::int64_t count, std::string const& noun) {
    return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

/// For example `3 of 228 rows left out, without a value: "ph.ecog" 1, "age" 2`.
void note_rows_left_out(CodedTable const& table, PatientData& data) {
    if (table.rows_left_out == 0) {
        return;
    }
    std::string note = fmt::format("{} of {} left out: no value in", table.rows_left_out,
                                   plural(table.rows + table.rows_left_out, "row"));
    char const* separator = " ";
    for (CodedColumn const& column : table.columns) {
        if (column.missing > 0) {
            note += fmt::format("{}\"{}\" ({})", separator, column.name(), column.missing);
            separator = ", ";
        }
    }
    data.notes.push_back(note);
}

}  // namespace

PatientData read_patients(std::string_view text, DataColumns const& columns, DataLog& log) {
    CodedTable const table = read_columns(text, wanted_columns(columns), log);
    PatientData data;
    if (table.rows > kernels::most_patients) {
        log.error({},
                  fmt::format("has {} patients; {} at most", table.rows, kernels::most_patients));
    } else if (table.rows == 0 && !log.has_errors()) {
        log.error({}, "has no row with a value in each of the columns");
    }
    if (table.rows == 0 || table.rows > kernels::most_patients) {
        return data;
    }
    data.rows_left_out = table.rows_left_out;
    note_rows_left_out(table, data);
    std::size_t next = 0;
    if (columns.time) {
        YesValue const yes{columns.event_value, "event-value", "an event"};
        data.time = read_times(table.columns[next++], log);
        data.event = read_yes_or_no(table.columns[next++], yes, log);
    }
    read_arms(table.columns[next++], columns.control, log, data);
    read_strata(table, next, columns.strata.size(), log, data);
    next += columns.strata.size();
    for (std::size_t i = 0; i < columns.covariates.size(); ++i) {
        read_covariate(table.columns[next++], log, data.covariates);
    }
    for (std::string const& name : columns.responses) {
        YesValue const yes{columns.response_value, "response-value", "a response"};
        data.responses.push_back({name, read_yes_or_no(table.columns[next++], yes, log)});
    }
    return data;
}

}  // namespace vtrial::host
