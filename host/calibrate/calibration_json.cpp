#include <nlohmann/json.hpp>

#include "host/calibrate/calibration_files.hpp"

namespace vtrial::host {

std::string calibration_json(FitFile const& fit, Calibration const& calibration) {
    nlohmann::ordered_json document;
    document["schema_version"] = 1;
    document["fit"] = fit.name;
    document["loss"] = loss_of(calibration.rows);
    document["loss_at_start"] = loss_of(calibration.rows_at_start);
    auto& stages = document["stages"] = nlohmann::ordered_json::array();
    for (StageResult const& stage : calibration.stages) {
        stages.push_back({{"name", stage.stage},
                          {"trials", stage.trials},
                          {"loss_at_start", stage.start_loss},
                          {"loss", stage.loss},
                          {"evaluations", stage.evaluations},
                          {"converged", stage.has_converged}});
    }
    auto& parameters = document["parameters"] = nlohmann::ordered_json::array();
    for (std::size_t k = 0; k < calibration.free.size(); ++k) {
        FreeParameter const& free = calibration.free[k];
        auto const index = static_cast<Eigen::Index>(k);
        parameters.push_back(
            {{"path", free.parameter.path},
             {"trials", free.parameter.trials},
             {"start", free.start},
             {"value", free.value},
             {"posterior_sd_share", calibration.identified->posterior_sds[index]}});
    }
    if (calibration.posterior) {
        PosteriorSample const& sample = *calibration.posterior;
        document["posterior"] = {{"sets", sample.members.size()},
                                 {"misfit", sample.dispersion.misfit},
                                 {"repetition", sample.dispersion.repetition},
                                 {"mean_loss", sample.mean_loss()},
                                 {"expected_loss", sample.expected_loss},
                                 {"unsettled", sample.unsettled()},
                                 {"doubts", doubts_of(sample)}};
    }
    return document.dump(2) + "\n";
}

}  // namespace vtrial::host
