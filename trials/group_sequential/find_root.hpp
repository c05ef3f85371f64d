// The root of a continuous function, the same on every processor as long as the function is.
#pragma once

namespace vtrial::trials::group_sequential {

/// Where `function` crosses 0 between `low` and `high`, where its signs differ, to within
/// `tolerance` of the argument; if they do not, the end where it is nearer to 0.
/// Regula falsi as improved by Dowell and Jarratt (BIT 11 (1971) 168-174, "Illinois"), with a
/// bisection whenever three steps have not halved the bracket.
template <class Function>
double find_root(Function const& function, double low, double high, double tolerance) {
    double at_low = function(low);
    double at_high = function(high);
    if ((at_low < 0.0) == (at_high < 0.0)) {
        return (at_low < 0.0 ? -at_low : at_low) < (at_high < 0.0 ? -at_high : at_high) ? low
                                                                                        : high;
    }
    double wanted_width = 0.5 * (high - low);
    int last_moved = 0;
    for (int step = 1; step <= 300 && high - low > tolerance; ++step) {
        bool const bisects = step % 3 == 0 && high - low > wanted_width;
        double const middle =
            bisects ? 0.5 * (low + high) : (low * at_high - high * at_low) / (at_high - at_low);
        double const at_middle = function(middle);
        if (at_middle == 0.0) {
            return middle;
        }
        bool const moves_low = (at_middle < 0.0) == (at_low < 0.0);
        int const moved = moves_low ? -1 : 1;
        double const halved = moved == last_moved && !bisects ? 0.5 : 1.0;
        (moves_low ? low : high) = middle;
        (moves_low ? at_low : at_high) = at_middle;
        (moves_low ? at_high : at_low) *= halved;  // the end that stays for the second time
        last_moved = moved;
        wanted_width = step % 3 == 0 ? 0.5 * (high - low) : wanted_width;
    }
    return 0.5 * (low + high);
}

}  // namespace vtrial::trials::group_sequential
