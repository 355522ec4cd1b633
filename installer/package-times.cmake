# Before a package is closed: every file gets the release's time and plain permissions, so that two builds are the same
# bytes. (cmake --install keeps the umask's and the clock's traces.)
if(DEFINED ENV{SOURCE_DATE_EPOCH})
  execute_process(COMMAND find "${CPACK_TEMPORARY_DIRECTORY}" -depth
    -exec touch --no-dereference --date "@$ENV{SOURCE_DATE_EPOCH}" {} +  COMMAND_ERROR_IS_FATAL ANY)
endif()
execute_process(COMMAND find "${CPACK_TEMPORARY_DIRECTORY}" -type d -exec chmod 0755 {} + COMMAND_ERROR_IS_FATAL ANY)
