// GMime as a second opinion on the MIME tree: the same leaves with the same decoded bytes. It differs where
// Thunderbird, whose reading ours follows, differs from it: malformed header lines, parts after the closing delimiter.
#include <gmime/gmime.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <memory>

#include "conformance.h"
#include "message/message.h"

namespace mekiki::message {
namespace {

struct Unref {
  void operator()(void* object) const { g_object_unref(object); }
};
template <class T>
using Owned = std::unique_ptr<T, Unref>;

struct Leaf {
  std::string path_type;
  std::size_t size = 0;
  bool operator==(const Leaf&) const = default;
};

void walk(GMimeObject* object, std::vector<Leaf>& leaves) {
  if (GMIME_IS_MULTIPART(object)) {
    for (int i = 0; i < g_mime_multipart_get_count(GMIME_MULTIPART(object)); ++i)
      walk(g_mime_multipart_get_part(GMIME_MULTIPART(object), i), leaves);
  } else if (GMIME_IS_MESSAGE_PART(object)) {
    GMimeMessage* inner = g_mime_message_part_get_message(GMIME_MESSAGE_PART(object));
    if (inner != nullptr && g_mime_message_get_mime_part(inner) != nullptr)
      walk(g_mime_message_get_mime_part(inner), leaves);
  } else if (GMIME_IS_PART(object)) {
    Owned<GMimeStream> out(g_mime_stream_mem_new());
    if (GMimeDataWrapper* content = g_mime_part_get_content(GMIME_PART(object)))
      g_mime_data_wrapper_write_to_stream(content, out.get());
    std::unique_ptr<char, decltype(&g_free)> type(
        g_mime_content_type_get_mime_type(g_mime_object_get_content_type(object)), &g_free);
    std::string name = type.get();
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    leaves.push_back({name, g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(out.get()))->len});
  }
}

std::vector<Leaf> gmime_leaves(const std::string& bytes) {
  std::vector<Leaf> leaves;
  Owned<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size()));
  Owned<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
  Owned<GMimeMessage> message(g_mime_parser_construct_message(parser.get(), nullptr));
  if (message && g_mime_message_get_mime_part(message.get()) != nullptr)
    walk(g_mime_message_get_mime_part(message.get()), leaves);
  return leaves;
}

std::vector<Leaf> our_leaves(const Message& mail) {
  std::vector<Leaf> leaves;
  for (const Part& part : mail.parts)
    if (part.content_type != "message/rfc822") leaves.push_back({part.content_type, part.size});
  return leaves;
}

std::string written(const std::vector<Leaf>& leaves) {
  std::string out;
  for (const Leaf& leaf : leaves) out += leaf.path_type + ":" + std::to_string(leaf.size) + " ";
  return out;
}

TEST(GmimeOracle, SameLeaves) {
  const std::string more = conformance::setting("MEKIKI_MAILS");  // any folder of mails, to measure on
  const std::filesystem::path folder = more.empty() ? conformance::folder() : std::filesystem::path(more);
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no mails";
  g_mime_init();
  int same = 0;
  int all = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".eml") continue;
    const auto bytes = conformance::file(entry.path());
    const auto mail = parse(bytes.value_or(""));
    if (!mail) continue;
    const auto theirs = gmime_leaves(mail->raw);
    const auto ours = our_leaves(*mail);
    ++all;
    if (ours == theirs)
      ++same;
    else
      std::cout << entry.path().string() << "\n  ours  " << written(ours) << "\n  gmime " << written(theirs) << '\n';
  }
  std::cout << same << " of " << all << " mails alike\n";
  EXPECT_GE(same * 100, all * 85);
}

}  // namespace
}  // namespace mekiki::message
