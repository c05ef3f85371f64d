#include "trials/endpoint.hpp"

#include "trials/problem_list.hpp"

namespace vtrial::trials {

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
        case TestKind::logrank:
        case TestKind::cox:
        case TestKind::maxcombo:
            break;
    }
    name += test.stratified ? "_stratified" : "";
    return test.margin ? name + "_margin(" + text_of(*test.margin) + ")" : name;
}

std::string name_of(Endpoint const& endpoint) {
    std::string const name = endpoint_names[static_cast<std::size_t>(endpoint.kind)];
    return endpoint.population.empty() ? name : name + " in " + endpoint.population;
}

}  // namespace vtrial::trials
