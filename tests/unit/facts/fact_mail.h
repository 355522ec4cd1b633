// Facts of a mail written in a test.
#pragma once

#include <stdexcept>
#include <string>
#include <utility>

#include "facts/facts.h"
#include "message/message.h"

namespace mekiki::facts {

inline Facts facts_of(std::string mail, Circumstances circumstances = {}) {
  auto message = message::parse(std::move(mail));
  if (!message) throw std::runtime_error(message.error().code);
  return establish(*std::move(message), std::move(circumstances));
}

struct Draft {
  std::string from = "Ola Berg <ola@fjell-sample.org>";
  std::string subject = "Hello";
  std::string body = "Hello.";
  std::string headers = {};  // more header lines, each with its line end
  std::string type = "text/plain";
};

inline Facts facts_of(const Draft& draft) {
  return facts_of("From: " + draft.from + "\nTo: Sam <sam@example.com>\nSubject: " + draft.subject + "\n" +
                  draft.headers + "MIME-Version: 1.0\nContent-Type: " + draft.type +
                  "; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n" + draft.body + "\n");
}

}  // namespace mekiki::facts
