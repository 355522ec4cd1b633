// Reading a report without trusting its shape: what is absent or of another type reads as empty.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace mekiki::apps {

// The member, or null.
const nlohmann::json& member(const nlohmann::json& object, std::string_view key);
// The items of an array; nothing for anything else.
const nlohmann::json::array_t& items(const nlohmann::json& array);
// Text of a string, number or boolean; empty for anything else.
std::string text_of(const nlohmann::json& value);
inline std::string text_at(const nlohmann::json& object, std::string_view key) { return text_of(member(object, key)); }
// A place as one line, from a string or an object of country, region, city.
std::string place_of(const nlohmann::json& value);
// All strings of an array, or the one string.
std::vector<std::string> texts_of(const nlohmann::json& value);
std::string joined(const std::vector<std::string>& parts, std::string_view separator);

}  // namespace mekiki::apps
