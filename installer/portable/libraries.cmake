# Copies the libraries the programs need, but those that every Linux of that age has (glibc, libstdc++).
file(GET_RUNTIME_DEPENDENCIES EXECUTABLES ${libraries_of}
  RESOLVED_DEPENDENCIES_VAR libraries UNRESOLVED_DEPENDENCIES_VAR missing
  POST_EXCLUDE_REGEXES "/ld-linux[^/]*$" "/lib(c|m|dl|rt|pthread|resolv|gcc_s|stdc\\+\\+)\\.so[^/]*$")
if(missing)
  message(FATAL_ERROR "Not found: ${missing}")
endif()
foreach(library IN LISTS libraries)
  file(REAL_PATH "${library}" file)
  get_filename_component(name "${library}" NAME)
  configure_file("${file}" "${CMAKE_INSTALL_PREFIX}/lib/mekiki/${name}" COPYONLY)
  # Their licences come along. (With /usr merged, dpkg may know a file by its older name.)
  string(REGEX REPLACE "^/usr" "" older_name "${file}")
  execute_process(COMMAND sh -c "dpkg-query -S \"$1\" 2>/dev/null || dpkg-query -S \"$2\"" sh "${file}" "${older_name}"
    OUTPUT_VARIABLE owner COMMAND_ERROR_IS_FATAL ANY)
  string(REGEX REPLACE ":.*" "" owner "${owner}")
  configure_file("/usr/share/doc/${owner}/copyright"
    "${CMAKE_INSTALL_PREFIX}/share/doc/mekiki/libraries/${owner}.txt" COPYONLY)
endforeach()
