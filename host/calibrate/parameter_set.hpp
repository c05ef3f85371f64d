// The values that a fit has given its parameters so far.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "host/calibrate/fit_file.hpp"

namespace vtrial::host {

/// A parameter's value where it lies between its bounds, as a share of the width on its scale.
double value_at(FittedParameter const& parameter, double place);
double place_of(FittedParameter const& parameter, double value);

class ParameterSet {
  public:
    /// One value for all trials that the parameter moves in.
    void set(FittedParameter const& parameter, double value);

    /// What is changed in a trial's study, as `--set` takes it: shared values, then its own.
    std::vector<std::string> overrides_of(std::string const& trial) const;

    /// By trial (empty: shared) and path.
    std::map<std::pair<std::string, std::string>, double> const& values() const { return values_; }

  private:
    std::map<std::pair<std::string, std::string>, double> values_;
};

}  // namespace vtrial::host
