// A report as the examination writes it, for the renderings.
#pragma once

#include <nlohmann/json.hpp>

namespace mekiki::apps {

inline nlohmann::json sample_report() {
  return nlohmann::json::parse(R"json({
    "schema": 1, "level": "danger", "score": 92, "complete": true, "attack": "credential-theft",
    "headline": "Danger: strong signs of a scam.", "advice": ["Do not open the link.", "Ask the company."],
    "message": {"subject": "[spam]「設定手順」", "from": {"display": "Kagoya Support", "address": "a@example.ne.jp"}, "date": 1736440056},
    "sender": {"domain": "example.ne.jp", "owner": "EXAMPLE", "ip": "192.0.2.7", "host": "mta.example.ne.jp",
               "place": {"country": "JP", "region": "Tochigi", "city": "Oyama"}, "network": "AS64500", "listed": ["zen.example"]},
    "authentication": {"summary": "Nothing confirms that this came from example.ne.jp.",
      "picture": {"from": "example.ne.jp", "label": "Sender line: example.ne.jp", "text": "Sender line: example.ne.jp, not signed",
                  "parties": [{"kind": "signer", "domain": "x.example", "state": "bad", "same": false, "text": "signed by x.example: not confirmed"}]},
      "spf": {"result": "pass", "domain": "example.ne.jp", "text": "The server may send.", "remarks": ["A stranger's words: see http://x.example/"]},
      "dkim": [{"result": "fail", "domain": "x.example", "text": "The text was changed.", "remarks": ["Not covered: subject."]}],
      "dmarc": {"result": "unknown", "text": "Not known."}, "arc": {"result": "none", "text": "No seals."},
      "trusted_results": [{"method": "spf", "result": "pass", "text": "mx.example.org noted: SPF confirmed"}],
      "differences": [{"method": "dkim", "text": "Your mail server says yes."}], "indicator": null},
    "links": [{"text": "手順はこちら", "href": "https://cp.rented.free.example/kagoya/", "owner": "free.example",
               "renter": "rented", "decoration": "cp.", "registrar": "Registrar", "registered": "2024-12-01",
               "drawn": [["https://", "plain"], ["cp.", "decoration"], ["rented", "renter"], [".free.example", "owner"], ["/kagoya/", "decoration"]]}],
    "attachments": [{"name": "bill.pdf.exe", "real_type": "application/x-dosexec", "size": 1234, "notes": ["two endings"]}],
    "findings": [{"code": "claim.brand_not_sender", "severity": "strong", "text": "It says it is Kagoya, but was sent by EXAMPLE.",
                  "why": "A company sends from its own domain.",
                  "evidence": [{"where": "header:From", "excerpt": "Kagoya Support", "start": 0, "end": 14}]},
                 {"code": "content.urgency", "severity": "weak", "text": "It presses you.", "why": "",
                  "evidence": [{"where": "text:1", "excerpt": "至急", "start": 3, "end": 9}]}],
    "unknown": [{"check": "place", "reason": "timeout", "text": "Place of 192.0.2.7: no answer in time."}],
    "queries": [{"kind": "dns_a", "name": "example.ne.jp", "to": "dns 127.0.0.1", "reveals": "sender_domain", "outcome": "unknown: timeout", "ms": 12}]
  })json");
}

}  // namespace mekiki::apps
