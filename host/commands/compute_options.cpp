#include "host/commands/compute_options.hpp"

#include "host/commands/option_values.hpp"

namespace vtrial::host {

namespace options = boost::program_options;

void describe_device_options(options::options_description& described) {
    auto add = described.add_options();
    add("threads", options::value<std::string>(), "default: one for each processor");
    add("backend", options::value<std::string>()->default_value("auto"),
        "auto (a GPU if there is one), cpu or cuda; the results are the same");
    add("instructions", options::value<std::string>()->default_value("auto"),
        "auto, v3 (AVX2) or v4 (AVX-512); the results are the same");
    add("quiet", options::bool_switch(), "print no table and no progress");
    add("progress", options::value<std::string>()->default_value("auto"),
        "auto, bar, plain or none");
}

void describe_compute_options(options::options_description& described) {
    describe_device_options(described);
    auto add = described.add_options();
    add("max-minutes", options::value<std::string>(),
        "stop after so long; vtrial resume goes on (exit code 75)");
    add("json", options::bool_switch(), "print results.json instead of the table");
}

ComputeOptions read_compute_options(options::variables_map const& given) {
    ComputeOptions result;
    if (given.count("threads") != 0) {
        result.threads =
            static_cast<int>(whole_number("threads", given["threads"].as<std::string>(), 1, 4096));
    }
    if (given.count("max-minutes") != 0) {
        result.max_minutes = positive_number("max-minutes", given["max-minutes"].as<std::string>());
    }
    result.json = given["json"].as<bool>();
    result.quiet = given["quiet"].as<bool>();
    result.backend = one_of<std::string>("backend", given["backend"].as<std::string>(),
                                         {{"auto", "auto"}, {"cpu", "cpu"}, {"cuda", "cuda"}});
    using kernels::InstructionLevel;
    result.level = one_of<InstructionLevel>("instructions", given["instructions"].as<std::string>(),
                                            {{"auto", InstructionLevel::none},
                                             {"v3", InstructionLevel::v3},
                                             {"v4", InstructionLevel::v4}});
    auto const style =
        one_of<std::optional<ProgressStyle>>("progress", given["progress"].as<std::string>(),
                                             {{"auto", std::nullopt},
                                              {"bar", ProgressStyle::bar},
                                              {"plain", ProgressStyle::plain},
                                              {"none", ProgressStyle::none}});
    result.progress =
        result.quiet ? ProgressStyle::none : style.value_or(automatic_progress_style());
    return result;
}

}  // namespace vtrial::host
