#pragma once

#include <cstddef>
#include <functional>
#include <vector>

namespace waymark::plan {

/// How much one student would gain from one piece of work in a session.
struct Wanted {
    std::size_t student = 0;
    std::size_t need = 0;  ///< number of the need it serves: two pieces for one need do not add up
    int minutes = 0;
    double worth = 0.0;    ///< above 0
    double urgency = 1.0;  ///< how much more it counts than work of the same worth that can wait
};

/// One thing the class could do in a session.
struct Candidate {
    std::vector<Wanted> wanted;  ///< each student at most once
    std::size_t places = 0;      ///< for how many students there is room
    double lacking = 0.0;        ///< students of the class expected not to know what it teaches, ready or not
    bool fixed = false;          ///< done anyway
};

/// The candidates to offer, at most `most` (fixed ones count, and are never more than there are): greedy choice by what
/// the class gains, then exchanges while one gains more. `minutes`: of the session. `allowed`: may all of these be
/// offered together? Ascending.
///
/// A class that may do few things at once is served best by things few still need whenever those who need them have
/// nothing better: what many need comes round again, and will find more of them ready. What few need does not, and who
/// is left behind by all others has nobody to share an activity with. So worths are divided by a power of how many lack
/// it, and by a power of what all that the student could do is worth together, so that the slow count like the quick,
/// and who has few things to do, of which one is seldom on offer, counts more than who finds something in any offer.
/// They are multiplied by how scarce the student's time is: who will be done with everything before the term ends
/// loses little by waiting. `scarce`: that, for each student, above 0 up to 1. Greedy choice of a submodular cover is
/// within 1 - 1/e of the best (Nemhauser, Wolsey & Fisher 1978).
std::vector<std::size_t> best_offer(std::vector<Candidate> candidates, const std::vector<double>& scarce,
                                    std::size_t most, const std::vector<int>& minutes,
                                    const std::function<bool(const std::vector<std::size_t>&)>& allowed);

}  // namespace waymark::plan
