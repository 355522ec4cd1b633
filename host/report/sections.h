// The sections of the report that describe the mail.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "report/json.h"

namespace mekiki::report {

nlohmann::json message_section(const Judged& judged);
nlohmann::json claims_section(const Judged& judged);
nlohmann::json sender_section(const Judged& judged);
nlohmann::json route_section(const Judged& judged);
nlohmann::json authentication_section(const Judged& judged);
nlohmann::json links_section(const Judged& judged);
nlohmann::json attachments_section(const Judged& judged);

}  // namespace mekiki::report
