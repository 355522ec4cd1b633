#include "files/documents.h"

#include "files/pdf.h"

namespace mekiki::files {

Opened open_document(std::string_view id, std::string_view bytes, Budget& budget) {
  if (id == "pdf") return open_pdf(bytes, budget);
  return {};
}

}  // namespace mekiki::files
