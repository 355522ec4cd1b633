// How an examination is asked for, as it comes from the host.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "report/examination.h"

namespace mekiki::report {

// {"language","now","own_domains","own_servers","reader_addresses","learned_servers","correspondents","lists",
// "registration","vips":[{"name","addresses"}],
// "brands":[{"id","names":{"en","ja","aliases"},"domains"}]}, each optional. What is not understood is left out.
Options read_options(const nlohmann::json& options);

}  // namespace mekiki::report
