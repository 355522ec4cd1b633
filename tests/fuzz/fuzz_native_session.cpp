// Messages of the extension, one per line: nothing of them ends the session, and every reply is a message of the
// protocol.
#include <boost/asio/io_context.hpp>

#include "base/limits.h"
#include "fuzz.h"
#include "processes/frames.h"
#include "processes/session.h"

using mekiki::fuzz::promise;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace processes = mekiki::processes;
  boost::asio::io_context io;
  // No examiner can be started: what matters here comes before it.
  processes::ExaminerPool pool(io, {.examiner = "/nonexistent/mekiki-examiner", .arguments = {}, .spares = 0});
  processes::SessionServices services;
  services.version = "0";
  services.configure = [](const nlohmann::json& settings) { promise(settings.is_object(), "settings are an object"); };
  services.set_up_mail = [](const auto&) {
    processes::MailSetup setup;
    setup.request.policy.offline = true;
    return setup;
  };
  services.send = [](const nlohmann::json& message) {
    promise(message.is_object() && message.contains("type") && message.value("protocol", 0) == 1,
            "a message of protocol 1");
    promise(processes::native_frame(message).size() <= mekiki::limits::host_to_extension_bytes + 4,
            "below Thunderbird's limit");
  };
  processes::Session session(io, pool, std::move(services));
  std::string_view rest = mekiki::fuzz::text(data, size);
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    session.on_message(rest.substr(0, end));
    io.poll();
    io.restart();
    if (end == std::string_view::npos) break;
    rest.remove_prefix(end + 1);
  }
  session.end();
  pool.stop();
  io.poll();
  return 0;
}
