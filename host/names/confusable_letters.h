// Letters that look like an ASCII letter and that ICU's UTS #39 data keeps apart from it.
#pragma once

namespace mekiki::names {

// The lower-case ASCII letter `code_point` can be taken for, or `code_point` itself. Expects folded case.
char32_t ascii_lookalike(char32_t code_point);

}  // namespace mekiki::names
