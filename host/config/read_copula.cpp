// The copula model: its family, its dependence and its three margins.
#include "host/config/read_hazard.hpp"
#include "host/config/read_parts.hpp"

namespace vtrial::host {

trials::CopulaModel read_copula(TableReader& model) {
    trials::CopulaModel copula;
    model.require({"family"});
    model.require({"kendall_tau"});
    if (auto const family = model.choice("family", trials::copula_family_names)) {
        copula.family = static_cast<trials::CopulaFamily>(*family);
    }
    copula.kendall_tau = model.number("kendall_tau").value_or(0.0);
    if (auto const order = model.choice("order", trials::copula_order_names)) {
        copula.order = static_cast<trials::CopulaOrder>(*order);
    }
    for (std::size_t index = 0; index < copula.margins.size(); ++index) {
        char const* const name = trials::endpoint_names[index];
        model.require({name});
        if (auto reader = model.child(name)) {
            copula.margins[index] = read_transition(*reader, false);
            reader->finish();
        } else {
            model.log().fail(model.path_of(name));
        }
    }
    return copula;
}

}  // namespace vtrial::host
