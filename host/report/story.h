// The sender in a few sentences: what the name says, whose the address is, who handed the mail over, and why that is
// believed.
#pragma once

#include <string>

#include "report/sections.h"

namespace mekiki::report {

// "The name says ... The address belongs to ... The mail was handed over by ..."; empty where there is no sender.
std::string sender_story(const Judged& judged);

// Which server took the mail over, why its line is believed, and that strangers wrote what is below.
std::string trust_story(const Judged& judged);

}  // namespace mekiki::report
