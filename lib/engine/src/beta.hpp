#pragma once

namespace waymark {

/// The regularised incomplete beta function I_x(a, b): the chance that a Beta(a, b) variable is at most x. x between 0
/// and 1, a and b above 0. By its continued fraction (DLMF 8.17.22), evaluated with Lentz's method; relative error
/// below 1e-10.
[[nodiscard]] double regularised_beta(double x, double a, double b);

}  // namespace waymark
