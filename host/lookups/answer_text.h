// One answer as bytes, for caches. Versioned by whoever keeps it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "questions/question.h"

namespace mekiki::lookups {

std::string write_answer(const questions::Answer& answer);
// nullopt: not what write_answer() makes.
std::optional<questions::Answer> read_answer(std::string_view text);

}  // namespace mekiki::lookups
