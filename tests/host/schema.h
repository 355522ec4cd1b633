// Messages held against manifests/protocol.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace mekiki::test {

// `side`: "extension" or "host", by who sends it. Empty: as the schema wants it; else what is wrong.
std::string message_defect(const std::string& side, const nlohmann::json& message);

}  // namespace mekiki::test
