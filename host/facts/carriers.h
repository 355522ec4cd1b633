// Hosts that pass the reader on to an address written in a query parameter of theirs.
#pragma once

#include <array>
#include <string_view>

namespace mekiki::facts {

struct Carrier {
  std::string_view host;  // and everything below
  std::string_view path;  // prefix
  std::string_view parameter;
};

// Documented by the services or to be seen in any of their links; Google's country domains are handled apart.
inline constexpr auto carriers = std::to_array<Carrier>({
    // link protectors of mail services
    {"safelinks.protection.outlook.com", "/", "url"},
    {"safelinks.protection.office365.us", "/", "url"},
    {"statics.teams.cdn.office.net", "/evergreen-assets/safelinks", "url"},
    {"linkprotect.cudasvc.com", "/url", "a"},
    {"fireeye.com", "/", "u"},
    {"mimecast.com", "/", "u"},
    {"mimecastprotect.com", "/", "u"},
    {"urlsand.esvalabs.com", "/", "u"},
    {"urlsand.com", "/", "u"},
    {"clicktime.symantec.com", "/", "u"},
    {"clicktime.cloud.postoffice.net", "/", "u"},
    {"link.edgepilot.com", "/", "u"},
    {"atpscan.global.hornetsecurity.com", "/", "url"},
    {"deref-gmx.net", "/", "redirectUrl"},
    {"deref-web.de", "/", "redirectUrl"},
    {"deref-mail.com", "/", "redirectUrl"},
    {"deref-web-02.de", "/", "redirectUrl"},
    {"deref-gmx.com", "/", "redirectUrl"},
    {"deref-1und1.de", "/", "redirectUrl"},
    {"fortimailcloud.com", "/fmlurlsvc", "url"},
    // search engines
    {"googleadservices.com", "/pagead/aclk", "adurl"},
    {"adservice.google.com", "/", "adurl"},
    {"googleweblight.com", "/", "lite_url"},
    {"translate.google.com", "/", "u"},
    {"translate.googleusercontent.com", "/", "u"},
    {"bing.com", "/alink/link", "url"},
    {"bing.com", "/newtabredir", "url"},
    {"translatetheweb.com", "/", "a"},
    {"microsofttranslator.com", "/bv.aspx", "a"},
    {"duckduckgo.com", "/l/", "uddg"},
    {"yandex.ru", "/clck/jsredir", "url"},
    {"yandex.com", "/clck/jsredir", "url"},
    {"rd.yahoo.co.jp", "/", "url"},
    {"search.yahoo.co.jp", "/", "url"},
    // social networks
    {"l.facebook.com", "/", "u"},
    {"lm.facebook.com", "/", "u"},
    {"facebook.com", "/l.php", "u"},
    {"facebook.com", "/flx/warn", "u"},
    {"l.messenger.com", "/", "u"},
    {"l.instagram.com", "/", "u"},
    {"l.threads.net", "/", "u"},
    {"l.threads.com", "/", "u"},
    {"l.workplace.com", "/", "u"},
    {"youtube.com", "/redirect", "q"},
    {"youtube.com", "/attribution_link", "u"},
    {"linkedin.com", "/redir", "url"},
    {"linkedin.com", "/safety/go", "url"},
    {"linkedin.com", "/slink", "url"},
    {"twitter.com", "/i/redirect", "url"},
    {"x.com", "/i/redirect", "url"},
    {"out.reddit.com", "/", "url"},
    {"pinterest.com", "/offsite", "url"},
    {"tiktok.com", "/link/v2", "target"},
    {"line.me", "/R/webview", "url"},
    {"liff.line.me", "/", "url"},
    {"t.umblr.com", "/redirect", "z"},
    {"href.li", "/", "url"},
    {"vk.com", "/away.php", "to"},
    {"ok.ru", "/dk", "st.link"},
    {"t.me", "/iv", "url"},
    {"weibo.cn", "/sinaurl", "u"},
    {"link.zhihu.com", "/", "target"},
    {"c.pc.qq.com", "/", "pfurl"},
    {"mail.qq.com", "/cgi-bin/mail_spam", "url"},
    {"steamcommunity.com", "/linkfilter", "url"},
    {"steamcommunity.com", "/linkfilter", "u"},
    {"slack-redir.net", "/link", "url"},
    {"exit.sc", "/", "url"},
    {"disq.us", "/", "url"},
    {"medium.com", "/r/", "url"},
    {"deviantart.com", "/users/outgoing", "url"},
    // apps, shops, advertising
    {"page.link", "/", "link"},
    {"app.link", "/", "$fallback_url"},
    {"click.linksynergy.com", "/", "murl"},
    {"awin1.com", "/", "ued"},
    {"awin1.com", "/", "p"},
    {"hb.afl.rakuten.co.jp", "/", "pc"},
    {"ck.jp.ap.valuecommerce.com", "/", "vc_url"},
    {"px.a8.net", "/", "a8ejpredirect"},
    {"af.moshimo.com", "/af/c/click", "url"},
    {"click.accesstrade.net", "/", "url"},
    {"anrdoezrs.net", "/", "url"},
    {"go.redirectingat.com", "/", "url"},
    {"go.skimresources.com", "/", "url"},
    {"shareasale.com", "/r.cfm", "urllink"},
    {"jdoqocy.com", "/", "url"},
    {"kqzyfj.com", "/", "url"},
    {"tradedoubler.com", "/", "url"},
});

}  // namespace mekiki::facts
