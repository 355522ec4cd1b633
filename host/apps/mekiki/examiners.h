// What `check`, `scan` and `doctor` need to have mails examined: settings, examiners and where answers come from.
#pragma once

#include <boost/asio/io_context.hpp>
#include <cstdint>
#include <memory>
#include <string>

#include "apps/mekiki/words.h"
#include "apps/settings.h"
#include "apps/settings_world.h"
#include "lookups/lookups.h"
#include "processes/examination_driver.h"

namespace mekiki::apps {

// Reads the settings files; problems are said on standard error, once per file.
Settings settings_with_complaints(const Words& words);

processes::ExaminationRequest examination_request(const Settings& settings, const Words& words);

// An answerer for many mails at once: each round is answered within the time of one examination.
std::shared_ptr<lookups::Answerer> make_shared_answerer(boost::asio::io_context& io,
                                                        std::shared_ptr<lookups::Lookups> lookups);

}  // namespace mekiki::apps
