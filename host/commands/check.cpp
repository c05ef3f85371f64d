#include "host/commands/commands.hpp"
#include "host/commands/load_study.hpp"
#include "host/commands/observed_looks.hpp"
#include "host/config/resolved.hpp"
#include "host/report/design_report.hpp"

namespace vtrial::host {

ExitCode check_command(std::vector<std::string> const& words) {
    RunOptions const options = parse_run_options("check", words);
    if (options.help) {
        print_result(help_of("check"));
        return ExitCode::done;
    }
    auto const [file, code] = load_study(options);
    if (!file) {
        return code;
    }
    DesignReport report = report_design(*file);
    report.observed = observe(options.observed, file->scenarios.front().study, report.hypotheses);
    std::string const study = resolved_toml(*file);
    // the text is a comment, so that the whole output reads back as a study
    print_result(options.json ? design_json(report, study) : design_text(report) + study);
    return ExitCode::done;
}

}  // namespace vtrial::host
