#include "lookups/sqlite_cache.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <ctime>
#include <string>

#include "lookups/answer_text.h"
#include "lookups/own_files.h"

namespace mekiki::lookups {
namespace {

using questions::Answer;
using questions::Question;

constexpr int wait_ms = 200;
constexpr int version = 1;  // PRAGMA user_version
constexpr int between_tidying = 500;

using Database = std::unique_ptr<sqlite3, decltype(&sqlite3_close_v2)>;
using Statement = std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)>;

bool execute(sqlite3* database, const char* sql) {
  return sqlite3_exec(database, sql, nullptr, nullptr, nullptr) == SQLITE_OK;
}

Statement compiled(sqlite3* database, const char* sql) {
  sqlite3_stmt* statement = nullptr;
  sqlite3_prepare_v3(database, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  return {statement, &sqlite3_finalize};
}

void bind(sqlite3_stmt* statement, int place, const std::string& text) {
  sqlite3_bind_text(statement, place, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
}

// Makes the file before SQLite does, so that nobody else can ever read it. Its -wal and -shm get the same mode.
bool make_private(const std::filesystem::path& file) {
  std::error_code error;
  std::filesystem::create_directories(file.parent_path(), error);
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (descriptor < 0) return false;
  const bool good = ::fchmod(descriptor, 0600) == 0;
  ::close(descriptor);
  return good;
}

Database open_database(const std::filesystem::path& file) {
  sqlite3* opened = nullptr;
  constexpr int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
  const int code = sqlite3_open_v2(file.c_str(), &opened, flags, nullptr);
  Database database(opened, &sqlite3_close_v2);
  if (code != SQLITE_OK) return {nullptr, &sqlite3_close_v2};
  sqlite3_busy_timeout(database.get(), wait_ms);
  return database;
}

enum class SetUp {
  ready,
  foreign,  // damaged, or of another version: to be made anew
  no,       // in use, or no access: nothing may be done to it
};

SetUp failed(sqlite3* database) {
  const int code = sqlite3_errcode(database);
  return code == SQLITE_NOTADB || code == SQLITE_CORRUPT ? SetUp::foreign : SetUp::no;
}

SetUp set_up(sqlite3* database) {
  if (!execute(database, "PRAGMA journal_mode=WAL") || !execute(database, "PRAGMA synchronous=NORMAL")) {
    return failed(database);
  }
  int found = 0;
  {
    const Statement asked = compiled(database, "PRAGMA user_version");
    if (!asked || sqlite3_step(asked.get()) != SQLITE_ROW) return failed(database);
    found = sqlite3_column_int(asked.get(), 0);
  }
  if (found == version) return SetUp::ready;
  if (found != 0) return SetUp::foreign;
  const bool made = execute(database,
                            "CREATE TABLE IF NOT EXISTS answers(question TEXT PRIMARY KEY, answer TEXT NOT NULL,"
                            " expires INTEGER NOT NULL) WITHOUT ROWID;"
                            "CREATE INDEX IF NOT EXISTS answers_by_expiry ON answers(expires);"
                            "PRAGMA user_version=1");
  return made ? SetUp::ready : failed(database);
}

class SqliteCache : public Cache {
 public:
  SqliteCache(Database database, std::size_t answers, WallClock clock)
      : database_(std::move(database)), limit_(answers), clock_(std::move(clock)) {
    find_ = compiled(database_.get(), "SELECT answer, expires FROM answers WHERE question=?1");
    keep_ = compiled(database_.get(), "INSERT OR REPLACE INTO answers(question, answer, expires) VALUES(?1, ?2, ?3)");
  }

  std::optional<Answer> find(const Question& question) override {
    if (!find_) return std::nullopt;
    const std::string key = key_of(question);
    bind(find_.get(), 1, key);
    std::optional<Answer> answer;
    if (sqlite3_step(find_.get()) == SQLITE_ROW && sqlite3_column_int64(find_.get(), 1) > clock_()) {
      const auto* text = static_cast<const char*>(sqlite3_column_blob(find_.get(), 0));
      const int size = sqlite3_column_bytes(find_.get(), 0);
      if (text != nullptr && size > 0) answer = read_answer({text, static_cast<std::size_t>(size)});
    }
    sqlite3_reset(find_.get());
    return answer;
  }

  void keep(const Question& question, const Answer& answer, std::chrono::seconds ttl) override {
    if (!keep_ || ttl <= std::chrono::seconds(0) || answer.outcome == questions::Outcome::unknown) return;
    const std::string key = key_of(question);
    const std::string text = write_answer(answer);
    bind(keep_.get(), 1, key);
    bind(keep_.get(), 2, text);
    sqlite3_bind_int64(keep_.get(), 3, clock_() + ttl.count());
    sqlite3_step(keep_.get());  // busy or full: it is not kept
    sqlite3_reset(keep_.get());
    if (++kept_ % between_tidying == 0) tidy();
  }

  // What is too old, and beyond the limit what expires first.
  void tidy() {
    const std::string old = "DELETE FROM answers WHERE expires<=" + std::to_string(clock_());
    const std::string many =
        "DELETE FROM answers WHERE question IN (SELECT question FROM answers ORDER BY expires LIMIT"
        " max(0,(SELECT count(*) FROM answers)-" +
        std::to_string(limit_) + "))";
    execute(database_.get(), old.c_str());
    execute(database_.get(), many.c_str());
  }

  ~SqliteCache() override { tidy(); }
  SqliteCache(const SqliteCache&) = delete;
  SqliteCache& operator=(const SqliteCache&) = delete;

 private:
  static std::string key_of(const Question& question) {
    return std::string(questions::to_string(question.kind)) + " " + question.name;
  }

  Database database_;
  const std::size_t limit_;
  const WallClock clock_;
  Statement find_{nullptr, &sqlite3_finalize};
  Statement keep_{nullptr, &sqlite3_finalize};
  std::size_t kept_ = 0;
};

}  // namespace

std::int64_t wall_clock() { return static_cast<std::int64_t>(std::time(nullptr)); }

std::filesystem::path usual_cache_file() {
  const auto folder = cache_folder();
  return folder.empty() ? folder : folder / "answers.sqlite";
}

bool erase_cache(const std::filesystem::path& file) {
  std::error_code error;
  for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(file.string() + end, error);
  return !std::filesystem::exists(file, error);
}

CacheStatus cache_status(const std::filesystem::path& file) {
  CacheStatus status;
  std::error_code error;
  if (file.empty() || !std::filesystem::exists(file, error)) return status;
  status.exists = true;
  status.bytes = std::filesystem::file_size(file, error);
  const Database database = open_database(file);
  if (!database) return status;
  const Statement count = compiled(database.get(), "SELECT count(*) FROM answers");
  if (count && sqlite3_step(count.get()) == SQLITE_ROW) {
    status.answers = static_cast<std::size_t>(sqlite3_column_int64(count.get(), 0));
  }
  return status;
}

std::unique_ptr<Cache> make_sqlite_cache(const std::filesystem::path& file, std::size_t answers, WallClock clock) {
  if (file.empty() || !make_private(file)) return nullptr;
  for (const bool again : {false, true}) {
    Database database = open_database(file);
    if (!database) return nullptr;
    const SetUp state = set_up(database.get());
    if (state == SetUp::ready) {
      return std::make_unique<SqliteCache>(std::move(database), answers, std::move(clock));
    }
    if (again || state == SetUp::no) return nullptr;
    database = nullptr;
    if (!erase_cache(file) || !make_private(file)) return nullptr;
  }
  return nullptr;
}

}  // namespace mekiki::lookups
