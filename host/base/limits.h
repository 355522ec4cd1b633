// Every cap on hostile input, in one place. A cap that is hit never drops a mail: the rest is
// examined and the report says "examined in part because ...".
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace mekiki::limits {

// Message
inline constexpr std::size_t message_bytes = 64u << 20;       // a larger mail is refused
inline constexpr std::size_t header_bytes = 1u << 20;         // all header fields of the message
inline constexpr std::size_t header_field_bytes = 64u << 10;  // one field; the rest is cut
inline constexpr std::size_t header_fields = 2000;
inline constexpr std::size_t received_fields = 100;
inline constexpr std::size_t addresses_per_field = 500;
inline constexpr std::size_t mime_depth = 32;
inline constexpr std::size_t mime_parts = 500;
inline constexpr std::size_t mime_dash_lines = 1u << 20;  // lines that may be a multipart delimiter
inline constexpr std::size_t text_part_bytes = 4u << 20;  // decoded text of one body part
inline constexpr std::size_t forward_lines = 3000;        // looked at for the head of a mail passed on
inline constexpr std::size_t text_total_bytes = 8u << 20;
inline constexpr std::size_t attachment_bytes = 32u << 20;  // decoded, per attachment

// HTML
inline constexpr std::size_t html_open_elements = 512;
inline constexpr std::size_t html_attributes = 256;
inline constexpr std::size_t html_links = 5000;
inline constexpr std::size_t html_forms = 200;
inline constexpr std::size_t html_pictures = 5000;
inline constexpr std::size_t html_form_fields = 2000;  // of all forms
inline constexpr std::size_t html_hidden_texts = 5000;
inline constexpr std::size_t html_style_rules = 20000;

// Files that the mail carries. Work is bounded by sizes, not by the clock, so that a report does not depend on how busy
// the machine is.
inline constexpr std::size_t files = 300;                      // attachments and what lies inside them, listed
inline constexpr std::size_t file_name_bytes = 1000;           // of one name
inline constexpr std::size_t archive_entries = 1000;           // names read of one archive
inline constexpr std::size_t unpacked_bytes = 40u << 20;       // out of all archives of a mail together
inline constexpr std::size_t unpacked_file_bytes = 12u << 20;  // of one file in them
inline constexpr std::size_t unpacked_entries = 3000;          // met in all archives of a mail
inline constexpr std::size_t unpacked_listed = 80;             // files of one archive that are looked at
inline constexpr std::size_t unpacked_depth = 4;               // archives in archives
inline constexpr std::uint64_t swollen_bytes = 100u << 20;     // a file that swells to this out of a hundredth of it
inline constexpr std::size_t pages_bytes = 8u << 20;           // sources of all pages among the files
inline constexpr std::size_t file_addresses = 400;             // web addresses taken out of one file
inline constexpr int pdf_depth = 40;                           // nesting of arrays and dictionaries
inline constexpr std::size_t pdf_values = 200'000;             // of one object or object stream
inline constexpr std::size_t pdf_object_bytes = 4u << 20;      // of one object before its stream
inline constexpr std::size_t pdf_string_bytes = 64u << 10;
inline constexpr std::size_t pdf_filters = 6;                   // of one stream, undone
inline constexpr std::size_t pdf_pictures = 24;                 // looked at for codes
inline constexpr std::size_t macro_bytes = 2u << 20;            // of the source of one module
inline constexpr std::size_t note_bytes = 256u << 10;           // text of a calendar entry
inline constexpr std::size_t command_bytes = 2000;              // of what a shortcut starts
inline constexpr std::size_t picture_side = 20'000;             // pixels
inline constexpr std::size_t picture_pixels = 24u << 20;        // of one picture
inline constexpr std::size_t picture_total_pixels = 48u << 20;  // decoded of all pictures of a mail
inline constexpr std::size_t picture_scans = 40;                // of a progressive JPEG
inline constexpr std::size_t code_pixels = 3u << 20;            // looked at for codes; larger pictures are shrunk first
inline constexpr std::size_t codes_per_picture = 8;
inline constexpr std::size_t drawn_codes = 8;  // codes drawn in text, tried
inline constexpr std::size_t drawn_code_columns = 400;
inline constexpr std::size_t compound_entries = 4000;  // directory of one compound file

// Names
inline constexpr std::size_t url_bytes = 16u << 10;
inline constexpr std::size_t domain_bytes = 253;   // RFC 1035 section 2.3.4
inline constexpr std::size_t address_bytes = 320;  // RFC 5321 section 4.5.3.1: 64, "@", 255
inline constexpr std::size_t idna_bytes = 2048;    // a non-ASCII host; Punycode is quadratic

// Signatures
inline constexpr std::size_t dkim_signatures = 16;
inline constexpr std::size_t dkim_tags = 100;                   // of one signature or key record
inline constexpr std::size_t dkim_signed_names = 1000;          // in h=
inline constexpr std::size_t dkim_key_records = 4;              // tried of those under one name
inline constexpr std::size_t dkim_key_bytes = 4096;             // of one key, decoded
inline constexpr std::size_t dkim_cached_keys = 64;             // per thread
inline constexpr std::size_t dkim_retry_body_bytes = 8u << 20;  // a larger body is hashed only as it is
inline constexpr std::size_t dkim_footers = 4;                  // dividing lines tried as the beginning of a footer
inline constexpr std::size_t dkim_footer_bytes = 16u << 10;     // the longest footer
inline constexpr std::size_t dkim_stamp_bytes = 80;             // the longest stamp in a Subject
inline constexpr std::size_t dkim_selector_bytes = 64;          // a longer one is not asked for: it carries something
inline constexpr std::size_t authserv_ids = 8;                  // noted of one mail
inline constexpr std::size_t arc_instances = 50;                // RFC 8617 section 4.2.1

// Report: every string from the mail is cut on a character
inline constexpr std::size_t excerpt_bytes = 300;
inline constexpr std::size_t report_string_bytes = 2000;
inline constexpr std::size_t report_links = 100;
inline constexpr std::size_t report_file_notes = 24;  // about one attachment
inline constexpr std::size_t report_findings = 100;
inline constexpr std::size_t report_evidence = 8;        // per finding
inline constexpr std::size_t report_bytes = 900u << 10;  // host -> extension stays under 1 MiB

// Questions
inline constexpr std::size_t questions_per_round = 200;
inline constexpr std::size_t questions_per_mail = 600;
inline constexpr std::size_t rounds = 12;
inline constexpr std::size_t sites = 40;                    // behind links, that the world is asked about
inline constexpr std::size_t registrations = 6;             // asked of one mail
inline constexpr std::size_t answer_values = 200;           // of one answer; more is unknown("limit")
inline constexpr std::size_t answer_bytes = 32u << 10;      // all values of one answer together
inline constexpr std::size_t place_databases = 16;          // opened at the same time
inline constexpr std::size_t place_string_bytes = 200;      // one string out of a database
inline constexpr std::size_t list_queries_per_round = 800;  // sent to blocklists
inline constexpr std::size_t cached_answers = 50'000;       // on disk
inline constexpr std::size_t list_zones = 32;               // blocklists asked
inline constexpr std::size_t feeds = 32;                    // blocklists kept on this computer
inline constexpr std::size_t feed_entries = 50'000'000;     // of one of them
inline constexpr std::uint64_t feed_bytes = std::uint64_t{2} << 30U;

// Settings
inline constexpr std::size_t settings_items = 1000;  // domains, servers, people, organisations of each list

// What is kept on this computer (lookups/reader_memory.h)
inline constexpr std::size_t memory_bytes = 4u << 20;
inline constexpr std::size_t memory_accounts = 50;
inline constexpr std::size_t memory_servers = 40;  // of each account
inline constexpr std::size_t memory_correspondents = 5000;
inline constexpr std::size_t memory_mails = 2000;  // that have taught something already
inline constexpr std::size_t identities = 50;      // addresses of one account

// Processes
inline constexpr std::chrono::seconds examination_deadline{10};
inline constexpr std::uint64_t examiner_memory = 1u << 30;  // RLIMIT_AS, bytes
inline constexpr unsigned examiner_cpu_seconds = 8;
inline constexpr std::size_t frame_bytes = 96u << 20;          // one CBOR frame
inline constexpr std::size_t examiner_frame_bytes = 4u << 20;  // one CBOR frame from the examiner
inline constexpr std::size_t frame_depth = 32;                 // nesting of arrays and maps in any frame
inline constexpr std::size_t frame_elements = 200'000;         // values in any frame
inline constexpr std::size_t examiner_log_bytes = 16u << 10;   // of its standard error, per examiner
inline constexpr std::size_t mails_per_examiner = 200;         // bulk scans: then a fresh one
inline constexpr unsigned examiner_total_cpu_seconds = 60;     // hard limit over all mails of one examiner
inline constexpr std::chrono::seconds examiner_start_deadline{10};
inline constexpr std::chrono::seconds network_deadline{15};  // all rounds of one mail; then it goes on with unknowns

// Native messaging (Thunderbird's own limits: 1 MiB host -> extension)
inline constexpr std::size_t chunk_bytes = 768u << 10;  // raw bytes in one chunk
inline constexpr std::size_t chunks_in_flight = 4;
inline constexpr std::size_t host_to_extension_bytes = (1u << 20) - 1024;
inline constexpr std::size_t extension_to_host_bytes = 2u << 20;  // one message; a chunk is 1 MiB in base64
inline constexpr std::size_t mails_at_once = 8;                   // open or under examination
inline constexpr std::size_t mails_at_once_bytes = 192u << 20;    // their announced sizes together

}  // namespace mekiki::limits
