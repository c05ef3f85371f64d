#include "host/commands/described_options.hpp"

#include <map>
#include <sstream>
#include <vector>

#include "host/commands/analyze_options.hpp"
#include "host/commands/bench_options.hpp"
#include "host/commands/compute_options.hpp"
#include "host/commands/run_options.hpp"
#include "host/commands/validate_options.hpp"

namespace vtrial::host {
namespace {

namespace options = boost::program_options;

void describe_study_options(options::options_description& described) {
    auto add = described.add_options();
    add("set", options::value<std::vector<std::string>>()->composing(),
        "PATH=VALUE: replace a value of the study; may be repeated");
    add("scenario", options::value<std::vector<std::string>>()->composing(),
        "only this scenario; may be repeated");
    add("replicates", options::value<std::string>(), "simulated trials a scenario");
    add("seed", options::value<std::string>(), "0 ... 2^64 - 1");
    add("allow-small", options::bool_switch(), "allow fewer than 100 replicates");
}

struct Introduction {
    char const* text;
    char const* examples;
};

Introduction introduction_of(std::string const& command) {
    static std::map<std::string, Introduction> const introductions{
        {"run",
         {"vtrial run STUDY.toml [options]\n"
          "Simulates the study, prints its operating characteristics, writes a folder.\n",
          "  vtrial run configs/studies/maia.toml\n"
          "  vtrial run configs/studies/maia.toml --replicates 100000 --scenario planned\n"}},
        {"check",
         {"vtrial check STUDY.toml [options]\n"
          "Validates the study and prints its design, closed forms and cost, and the study with "
          "every\n"
          "default filled in. Simulates nothing.\n",
          "  vtrial check configs/studies/maia.toml --set design.patients=600\n"
          "  vtrial check configs/studies/textbook_three_looks.toml --observed "
          "PFS:interim_1:197:-1.2\n"}},
        {"resume",
         {"vtrial resume DIR [options]\n"
          "Goes on with an interrupted run, or adds replicates to a finished one. The results\n"
          "are those of a run that was never interrupted, byte for byte.\n",
          "  vtrial resume results/maia-0123456789ab\n"
          "  vtrial resume results/maia-0123456789ab --replicates 1000000\n"}},
        {"verify",
         {"vtrial verify DIR [options]\n"
          "Checks the stored blocks and the result files of a folder, and that the files follow\n"
          "from the blocks. Exit code 6: damaged or edited; 7: incomplete.\n",
          "  vtrial verify results/maia-0123456789ab\n"
          "  vtrial verify results/maia-0123456789ab --json\n"}},
        {"analyze",
         {"vtrial analyze DATA.csv --time COL --event COL --arm COL [options]\n"
          "vtrial analyze DATA.csv --response COL --arm COL [options]\n"
          "Compares two arms of real patients: medians, log-rank, Cox, and what is asked for;\n"
          "or rates of response alone.\n",
          "  vtrial analyze lung.csv --time time --event status --arm arm --rmst 365\n"
          "  vtrial analyze adtte.csv --time AVAL --event CNSR --event-value 0 --arm TRT01P \\\n"
          "      --control Placebo --strata STRATA1,STRATA2 --maxcombo --json\n"}},
        {"trials",
         {"vtrial trials [NAME] [options]\n"
          "Lists the published trials that are built in, or prints the study file of one.\n",
          "  vtrial trials\n"
          "  vtrial trials maia > my.toml\n"}},
        {"validate",
         {"vtrial validate [TRIAL|STUDY.toml ...] [options]\n"
          "Simulates trials at their published size and follow-up, and sets every published "
          "number\n"
          "against the simulated ones. Without a name: all built-in trials.\n",
          "  vtrial validate maia pollux --out validation\n"
          "  vtrial validate my.toml --published my_numbers.csv --at-least 0.75\n"}},
        {"bench",
         {"vtrial bench [options]\n"
          "Measures how fast this program is on this machine, and prints a table of rows with "
          "their\n"
          "targets. A target that is missed is no error.\n",
          "  vtrial bench\n"
          "  vtrial bench --only textbook --backend cpu --json\n"}},
        {"devices",
         {"vtrial devices [options]\n"
          "Lists what replicates can run on: the processor, and GPUs or why there is none.\n",
          "  vtrial devices\n"
          "  vtrial devices --json\n"}}};
    return introductions.at(command);
}

}  // namespace

options::options_description described_options(std::string const& command) {
    options::options_description described("options");
    auto add = described.add_options();
    if (command == "run" || command == "check" || command == "validate") {
        describe_study_options(described);
    }
    if (command == "run" || command == "check") {
        add("parameter-sets", options::value<std::string>(),
            "K: the scenario under K sets of the disease model's parameters, as their posterior "
            "has them");
        add("posterior", options::value<std::string>(),
            "FILE.csv: sets of vtrial-calibrate instead of the shipped ones");
    }
    if (command == "validate") {
        describe_validate_options(described);
        describe_device_options(described);
    }
    if (command == "run") {
        add("out", options::value<std::string>(), "result folder; default results/STUDY-HASH");
        add("force", options::bool_switch(), "overwrite what the result folder holds");
    }
    if (command == "check") {
        add("observed", options::value<std::vector<std::string>>()->composing(),
            "ENDPOINT:ANALYSIS:EVENTS:Z: what a look of a real trial saw, z below 0 where the "
            "experimental arm is better; one for each look so far");
    }
    if (command == "resume") {
        add("replicates", options::value<std::string>(),
            "simulated trials a scenario in all; default: as before");
        add("redo-damaged", options::bool_switch(), "drop damaged blocks and compute them again");
    }
    if (command == "analyze") {
        describe_analyze_options(described);
    }
    if (command == "bench") {
        describe_bench_options(described);
    }
    if (command == "run" || command == "resume") {
        describe_compute_options(described);
    } else {
        add("json", options::bool_switch(), "print JSON");
    }
    add("help", options::bool_switch(), "this text");
    return described;
}

std::string help_of(std::string const& command) {
    Introduction const introduction = introduction_of(command);
    std::ostringstream text;
    text << introduction.text << '\n'
         << introduction.examples << '\n'
         << described_options(command);
    return text.str();
}

}  // namespace vtrial::host
