// What a fit writes: docs/CALIBRATION.md has the files.
#pragma once

#include <string>
#include <vector>

#include "host/calibrate/calibration.hpp"
#include "host/validate/validation_page.hpp"

namespace vtrial::host {

/// parameters.toml, targets.csv, eigenvalues.csv, report.md, and where they were asked for
/// posterior.csv and leave_one_out.csv. The same fit gives the same bytes.
std::vector<PageFile> calibration_files(FitFile const& fit, Calibration const& calibration);

/// The fitted values as a TOML document, with where they are from.
std::string parameter_file(FitFile const& fit, Calibration const& calibration);

std::string targets_csv(Calibration const& calibration);
std::string eigenvalues_csv(Calibration const& calibration);
std::string posterior_csv(FitFile const& fit, Calibration const& calibration);
std::string leave_one_out_csv(Calibration const& calibration);

/// Two pages to read: stages, loss by trial, the rows that are missed most, the least determined
/// combinations, the trials predicted by the others.
std::string calibration_report(FitFile const& fit, Calibration const& calibration);

/// What `--json` prints: losses, stages, parameters.
std::string calibration_json(FitFile const& fit, Calibration const& calibration);

}  // namespace vtrial::host
