#include "host/commands/bench_options.hpp"

#include "host/bench/bench_run.hpp"
#include "host/commands/described_options.hpp"
#include "host/commands/option_values.hpp"

namespace vtrial::host {

namespace options = boost::program_options;

void describe_bench_options(options::options_description& described) {
    auto add = described.add_options();
    add("replicates",
        options::value<std::string>()->default_value(std::to_string(usual_bench_replicates)),
        "simulated trials in a run of the textbook study on one core; of the others in proportion");
    add("backend", options::value<std::string>()->default_value("auto"),
        "auto (the processor, and a GPU if there is one), cpu or cuda");
    add("only", options::value<std::vector<std::string>>()->composing(),
        "only the rows of this name, as --json has it; may be repeated");
}

BenchOptions parse_bench_options(std::vector<std::string> const& words) {
    auto const given = parse_words("bench", words, described_options("bench"), "row");
    if (given.count("row") != 0) {
        throw CommandLineError(fmt::format("vtrial bench takes options only, got '{}'",
                                           given["row"].as<std::vector<std::string>>().front()));
    }
    BenchOptions result;
    result.replicates = whole_number<int>("replicates", given["replicates"].as<std::string>(), 1,
                                          most_bench_replicates);
    result.backend = one_of<std::string>("backend", given["backend"].as<std::string>(),
                                         {{"auto", "auto"}, {"cpu", "cpu"}, {"cuda", "cuda"}});
    if (given.count("only") != 0) {
        std::vector<std::pair<std::string, std::string>> names;
        for (std::string const& name : bench_names()) {
            names.emplace_back(name, name);
        }
        for (std::string const& name : given["only"].as<std::vector<std::string>>()) {
            result.only.push_back(one_of("only", name, names));
        }
    }
    result.json = given["json"].as<bool>();
    result.help = given["help"].as<bool>();
    return result;
}

}  // namespace vtrial::host
