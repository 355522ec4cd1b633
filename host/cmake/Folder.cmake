# One folder, one library: mekiki_folder(names USES base LIBRARIES ICU::uc) makes mekiki::names from
# every .cpp of the current folder. Third-party libraries stay private to the folder that names them.
function(mekiki_folder name)
  cmake_parse_arguments(FOLDER "" "" "USES;LIBRARIES;PUBLIC_LIBRARIES;SOURCES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp" "${CMAKE_CURRENT_SOURCE_DIR}/*.h")
  add_library(mekiki_${name} STATIC ${sources} ${FOLDER_SOURCES})
  add_library(mekiki::${name} ALIAS mekiki_${name})
  target_include_directories(mekiki_${name} PUBLIC "${PROJECT_SOURCE_DIR}/host")
  set(uses ${FOLDER_USES})
  list(TRANSFORM uses PREPEND mekiki::)
  target_link_libraries(mekiki_${name} PUBLIC ${uses} ${FOLDER_PUBLIC_LIBRARIES}
    PRIVATE mekiki_options ${FOLDER_LIBRARIES})
endfunction()

# mekiki_test(unit_names USES names LIBRARIES ...) makes a GoogleTest program from every .cpp of the current folder.
function(mekiki_test name)
  cmake_parse_arguments(TEST "" "" "USES;LIBRARIES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp" "${CMAKE_CURRENT_SOURCE_DIR}/*.h")
  if(NOT sources)
    return()
  endif()
  add_executable(${name} ${sources})
  set(uses ${TEST_USES})
  list(TRANSFORM uses PREPEND mekiki::)
  target_link_libraries(${name} PRIVATE mekiki_options ${uses} ${TEST_LIBRARIES} GTest::gmock GTest::gtest_main)
  # Test vectors made by others lie beside the checkout; a test that needs them is skipped where they are missing.
  target_compile_definitions(${name} PRIVATE
    MEKIKI_SOURCE_DIR="${PROJECT_SOURCE_DIR}"
    MEKIKI_BINARY_DIR="${PROJECT_BINARY_DIR}"
    MEKIKI_SHARED_DIR="${PROJECT_SOURCE_DIR}/../shared")
  if(MEKIKI_SANITIZE)
    # Half the time to compile; what is tested keeps its own level. One process for all, as each is slow to start.
    target_compile_options(${name} PRIVATE -O0)
    add_test(NAME ${name} COMMAND ${name} --gtest_brief=1)
    set_tests_properties(${name} PROPERTIES TIMEOUT 900)
  else()
    gtest_discover_tests(${name} DISCOVERY_TIMEOUT 120 PROPERTIES TIMEOUT 300)
  endif()
endfunction()
