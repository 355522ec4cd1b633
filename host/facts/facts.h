// Everything a check may read, computed once from the message. A plain value.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "authentication/authentication.h"
#include "facts/attachments.h"
#include "facts/circumstances.h"
#include "facts/claims.h"
#include "facts/demands.h"
#include "facts/kinship.h"
#include "facts/links.h"
#include "facts/route.h"
#include "facts/sender.h"
#include "facts/stamps.h"
#include "facts/texts.h"
#include "message/message.h"

namespace mekiki::facts {

struct Facts {
  message::Message message;
  Circumstances circumstances;
  Texts texts;
  Sender sender;
  Bulk bulk;
  Route route;
  Claims claims;
  Attachments attachments;
  Links links;
  Kinship kinship;
  Demands demands;
  Stamps stamps;
  authentication::Prepared authentication;  // what the bytes tell; the answers come to it in every round
};

Facts establish(message::Message message, Circumstances circumstances);

void warm_up();

}  // namespace mekiki::facts
