// What authentication may do to the level: an address forged against its owner's policy is danger where the mail also
// wants something, and authentication alone never is.
#include <gtest/gtest.h>

#include "examined.h"

namespace mekiki::tests {
namespace {

nlohmann::json of(const std::string& name) {
  return examined(std::filesystem::path(MEKIKI_SOURCE_DIR) / "tests" / "checks" / (name + ".eml"));
}

TEST(AuthenticationLevels, AForgedBrandThatWantsSomethingIsDanger) {
  EXPECT_EQ(of("authentication.rejected_by_policy/hit-forged-address-of-a-brand").at("level"), "danger");
}

TEST(AuthenticationLevels, AuthenticationAloneIsNeverDanger) {
  EXPECT_EQ(of("authentication.rejected_by_policy/hit-mail-server-says-so").at("level"), "suspicious");
  EXPECT_EQ(of("authentication.rejected_by_policy/hit-forged-address-of-a-stranger").at("level"), "note");
  EXPECT_EQ(of("authentication.failed/hit-server-not-on-the-list").at("level"), "note");
}

TEST(AuthenticationLevels, APassOfAnotherComfortsNobody) {
  const nlohmann::json report = of("authentication.aligned/hit-authentic-mail-of-another");
  EXPECT_NE(report.at("level"), "none");
  for (const auto& finding : report.at("findings")) {
    const bool weak = finding.at("code") != "authentication.aligned" || finding.at("severity") == "weak";
    EXPECT_TRUE(weak) << finding.dump();
  }
}

}  // namespace
}  // namespace mekiki::tests
