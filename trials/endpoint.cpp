#include "trials/endpoint.hpp"

#include <charconv>
#include <cmath>

#include "trials/problem_list.hpp"

namespace vtrial::trials {
namespace {

/// Takes a name apart from the front; once something is not there, nothing is any more.
class NameReader {
  public:
    explicit NameReader(std::string_view name) : rest_(name) {}

    bool take(std::string_view part) {
        bool const is_there = is_right_ && rest_.starts_with(part);
        rest_.remove_prefix(is_there ? part.size() : 0);
        return is_there;
    }

    void need(std::string_view part) { is_right_ = take(part); }

    double number() {
        double value = 0.0;
        auto const [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
        is_right_ = is_right_ && error == std::errc() && std::isfinite(value);
        rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
        return value;
    }

    bool is_read() const { return is_right_ && rest_.empty(); }

  private:
    std::string_view rest_;
    bool is_right_ = true;
};

TestKind take_kind(NameReader& reader) {
    for (std::size_t kind = 0; kind + 1 < test_kind_names.size(); ++kind) {
        if (reader.take(test_kind_names[kind])) {
            return static_cast<TestKind>(kind);
        }
    }
    reader.need(test_kind_names.back());
    return static_cast<TestKind>(test_kind_names.size() - 1);
}

}  // namespace

std::string name_of(Test const& test) {
    std::string name = test_kind_names[static_cast<std::size_t>(test.kind)];
    switch (test.kind) {
        case TestKind::weighted:
            name += "(" + text_of(test.rho) + "," + text_of(test.gamma) + ")";
            break;
        case TestKind::rmst:
        case TestKind::milestone:
            name += "(" + text_of(test.months) + ")";
            break;
        case TestKind::one_sample_logrank:
        case TestKind::exact_binomial:
            name += "(" + text_of(test.null_value) + ")";
            break;
        case TestKind::logrank:
        case TestKind::cox:
        case TestKind::maxcombo:
        case TestKind::rate_difference:
        case TestKind::cochran_mantel_haenszel:
            break;
    }
    name += test.stratified ? "_stratified" : "";
    return test.margin ? name + "_margin(" + text_of(*test.margin) + ")" : name;
}

std::string measure_of(Endpoint const& endpoint) {
    if (endpoint.is_response()) {
        return endpoint.response;
    }
    std::string const time = endpoint_names[static_cast<std::size_t>(endpoint.kind)];
    return endpoint.is_from_second() ? time + "_from_" + endpoint.from : time;
}

std::string name_of(Endpoint const& endpoint) {
    std::string const name = measure_of(endpoint);
    return endpoint.population.empty() ? name : name + " in " + endpoint.population;
}

std::optional<Test> test_named(std::string_view name) {
    NameReader reader(name);
    Test test;
    test.kind = take_kind(reader);
    if (test.kind == TestKind::weighted) {
        reader.need("(");
        test.rho = reader.number();
        reader.need(",");
        test.gamma = reader.number();
        reader.need(")");
    } else if (test.kind == TestKind::rmst || test.kind == TestKind::milestone) {
        reader.need("(");
        test.months = reader.number();
        reader.need(")");
    } else if (tests_one_arm(test.kind)) {
        reader.need("(");
        test.null_value = reader.number();
        reader.need(")");
    }
    test.stratified = reader.take("_stratified");
    if (reader.take("_margin(")) {
        test.margin = reader.number();
        reader.need(")");
    }
    return reader.is_read() ? std::optional(test) : std::nullopt;
}

}  // namespace vtrial::trials
