# What every target of ours is compiled with.
add_library(mekiki_options INTERFACE)
target_compile_options(mekiki_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor
  -Wold-style-cast -Wcast-align -Woverloaded-virtual -Wnull-dereference -Wformat=2 -Wimplicit-fallthrough)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC 12 reports these falsely inside the standard library (GCC bugs 105562, 105651, 107852).
  target_compile_options(mekiki_options INTERFACE -Wno-restrict -Wno-stringop-overflow -Wno-stringop-overread
    -Wno-array-bounds -Wno-maybe-uninitialized -Wno-null-dereference)
endif()
if(MEKIKI_WERROR)
  target_compile_options(mekiki_options INTERFACE -Werror)
endif()
if(MEKIKI_SANITIZE)
  target_compile_options(mekiki_options INTERFACE -fsanitize=${MEKIKI_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(mekiki_options INTERFACE -fsanitize=${MEKIKI_SANITIZE})
elseif(CMAKE_BUILD_TYPE STREQUAL "Release")
  target_compile_options(mekiki_options INTERFACE -fstack-protector-strong -D_FORTIFY_SOURCE=2 -fstack-clash-protection)
  target_link_options(mekiki_options INTERFACE -Wl,-z,relro,-z,now)
endif()
if(MEKIKI_COVERAGE)
  target_compile_options(mekiki_options INTERFACE --coverage)
  target_link_options(mekiki_options INTERFACE --coverage)
endif()
