// What a conquered examiner may say to the host.
#include "fuzz.h"
#include "processes/dialogue.h"
#include "processes/frames.h"
#include "processes/question_policy.h"

using mekiki::fuzz::promise;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace processes = mekiki::processes;
  const std::string_view bytes = mekiki::fuzz::text(data, size);
  // JSON is easier to mutate than CBOR and gives the same values.
  auto value = size > 0 && (bytes.front() == '{') ? processes::read_json(bytes) : processes::read_cbor(bytes);
  if (!value) return 0;
  static_cast<void>(processes::read_ready(*value));
  static_cast<void>(processes::read_answers_frame(*value));
  processes::report_defect(*value);
  const auto frame = processes::read_examiner_frame(std::move(*value));
  if (!frame.ok()) return 0;
  if (const auto* asking = std::get_if<processes::Asking>(&*frame)) {
    constexpr std::size_t allowance = 10;
    const auto sorted = processes::sort_questions(asking->questions, processes::Policy{}, allowance);
    promise(sorted.to_ask.size() <= allowance, "no more questions than allowed");
    for (const auto& question : sorted.to_ask) {
      promise(processes::is_legal_name(question.kind, question.name), "only legal names are asked");
      promise(processes::Policy{}.allows(question.kind), "only kinds that the policy allows are asked");
    }
  }
  return 0;
}
