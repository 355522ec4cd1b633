# The packages: one description, three forms (.deb, .rpm, .tar.gz).
set(MEKIKI_PLACES "" CACHE PATH "Folder of databases of places (.mmdb) to pack; empty: none")
find_program(NODE_PROGRAM NAMES node nodejs REQUIRED)
set(extension_id "mekiki@mekiki.invalid")
set(made "${CMAKE_CURRENT_BINARY_DIR}/made")
set(xpi "${made}/${extension_id}.xpi")

# 1. Files that are made. Gzip without name and time: the same input gives the same bytes.
file(MAKE_DIRECTORY "${made}/man/ja")
set(made_files "${xpi}")
file(GLOB_RECURSE extension_files CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/extension/*")
add_custom_command(OUTPUT "${xpi}"
  COMMAND "${NODE_PROGRAM}" "${CMAKE_CURRENT_SOURCE_DIR}/pack-extension.mjs" "${xpi}"
  DEPENDS ${extension_files} pack-extension.mjs "${PROJECT_SOURCE_DIR}/VERSION" VERBATIM)
function(gzip_file from to)
  add_custom_command(OUTPUT "${to}" COMMAND sh -c "gzip -9n < \"$1\" > \"$2\"" gzip "${from}" "${to}"
    DEPENDS "${from}" VERBATIM)
  set(made_files ${made_files} "${to}" PARENT_SCOPE)
endfunction()
string(TIMESTAMP MEKIKI_DATE "%a, %d %b %Y %H:%M:%S +0000" UTC)  # of SOURCE_DATE_EPOCH, where it is set
string(TIMESTAMP MEKIKI_DAY "%Y-%m-%d" UTC)
configure_file(debian/changelog.in "${made}/changelog" @ONLY)
foreach(language IN ITEMS . ja)
  configure_file(man/${language}/mekiki.1 "${made}/man/${language}/mekiki.1" @ONLY)
  gzip_file("${made}/man/${language}/mekiki.1" "${made}/man/${language}/mekiki.1.gz")
endforeach()
gzip_file("${made}/changelog" "${made}/changelog.Debian.gz")
gzip_file("${PROJECT_SOURCE_DIR}/CHANGELOG.md" "${made}/changelog.gz")
set(templates windows/mekiki.admx windows/en-US/mekiki.adml windows/ja-JP/mekiki.adml macos/mekiki.mobileconfig)
list(TRANSFORM templates PREPEND "${made}/administrators/")
add_custom_command(OUTPUT ${templates}
  COMMAND "${NODE_PROGRAM}" "${CMAKE_CURRENT_SOURCE_DIR}/admin-templates.mjs" "${made}/administrators"
  DEPENDS admin-templates.mjs "${PROJECT_SOURCE_DIR}/manifests/settings.schema.json"
    "${PROJECT_SOURCE_DIR}/manifests/policies/texts.json" "${PROJECT_SOURCE_DIR}/manifests/policies/policies.json"
  VERBATIM)
list(APPEND made_files ${templates})
add_custom_target(package_files DEPENDS ${made_files} mekiki mekiki-host mekiki-examiner)

# 2. Where they go.
install(FILES "${made}/man/mekiki.1.gz" DESTINATION "${CMAKE_INSTALL_MANDIR}/man1" COMPONENT programs)
install(FILES "${made}/man/ja/mekiki.1.gz" DESTINATION "${CMAKE_INSTALL_MANDIR}/ja/man1" COMPONENT programs)
install(FILES completion/mekiki.bash DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions"
  RENAME mekiki COMPONENT programs)
install(FILES completion/mekiki.zsh DESTINATION "${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions"
  RENAME _mekiki COMPONENT programs)
install(FILES completion/mekiki.fish DESTINATION "${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d"
  COMPONENT programs)
if(MEKIKI_PLACES)
  file(GLOB places "${MEKIKI_PLACES}/*.mmdb")
  if(NOT places)
    message(FATAL_ERROR "There is no .mmdb file in ${MEKIKI_PLACES}.")
  endif()
  install(FILES ${places} DESTINATION "${CMAKE_INSTALL_DATADIR}/mekiki" COMPONENT programs)
endif()

# For everyone on a machine: where Thunderbird looks by itself.
install(FILES "${xpi}" DESTINATION share/webext COMPONENT system)
install(FILES "${PROJECT_SOURCE_DIR}/manifests/native-messaging-host.json"
  DESTINATION lib/mozilla/native-messaging-hosts RENAME mekiki.json COMPONENT system)
file(CREATE_LINK "../../../share/webext/${extension_id}.xpi" "${made}/link.xpi" SYMBOLIC)
install(FILES "${made}/link.xpi" DESTINATION lib/thunderbird/extensions RENAME "${extension_id}.xpi" COMPONENT system)
install(FILES debian/config.json DESTINATION /etc/mekiki COMPONENT system)
install(FILES "${PROJECT_SOURCE_DIR}/manifests/policies/policies.json"
  DESTINATION "${CMAKE_INSTALL_DOCDIR}/examples" COMPONENT system)
install(DIRECTORY "${made}/administrators/" DESTINATION "${CMAKE_INSTALL_DOCDIR}/examples" COMPONENT system)
install(FILES "${PROJECT_SOURCE_DIR}/manifests/policies/README.md" "${PROJECT_SOURCE_DIR}/manifests/policies/README.ja.md"
  DESTINATION "${CMAKE_INSTALL_DOCDIR}/examples" COMPONENT system)
install(FILES debian/copyright DESTINATION "${CMAKE_INSTALL_DOCDIR}" COMPONENT system)
install(FILES "${made}/changelog.Debian.gz" "${made}/changelog.gz" DESTINATION "${CMAKE_INSTALL_DOCDIR}"
  COMPONENT debian)
install(FILES debian/lintian-overrides DESTINATION share/lintian/overrides RENAME mekiki COMPONENT debian)
# A 64-bit Fedora looks in lib64.
install(FILES "${PROJECT_SOURCE_DIR}/manifests/native-messaging-host.json"
  DESTINATION lib64/mozilla/native-messaging-hosts RENAME mekiki.json COMPONENT fedora)
install(FILES "${made}/link.xpi" DESTINATION lib64/thunderbird/extensions RENAME "${extension_id}.xpi"
  COMPONENT fedora)

# For one user, without root: the libraries come along, and the programs look for them beside themselves.
install(PROGRAMS portable/install.sh DESTINATION . COMPONENT portable)
install(FILES "${xpi}" DESTINATION share/mekiki COMPONENT portable)
install(CODE "set(libraries_of \"$<TARGET_FILE:mekiki>;$<TARGET_FILE:mekiki-host>;$<TARGET_FILE:mekiki-examiner>\")"
  COMPONENT portable)
install(SCRIPT portable/libraries.cmake COMPONENT portable)
# DT_RPATH, not DT_RUNPATH: the libraries find one another by it, too.
foreach(program IN ITEMS mekiki mekiki-host mekiki-examiner)
  set_target_properties(${program} PROPERTIES INSTALL_RPATH "$ORIGIN/../lib/mekiki:$ORIGIN/../../lib/mekiki")
  target_link_options(${program} PRIVATE LINKER:--disable-new-dtags)
endforeach()
# A package of the system uses the system's libraries: no trace of the search path stays in its programs.
install(CODE [[
  foreach(program IN ITEMS bin/mekiki libexec/mekiki/mekiki-host libexec/mekiki/mekiki-examiner)
    file(RPATH_REMOVE FILE "$ENV{DESTDIR}${CMAKE_INSTALL_PREFIX}/${program}")
  endforeach()]] COMPONENT system)

# 3. The packages.
set(CPACK_PACKAGE_NAME mekiki)
set(CPACK_PACKAGE_VENDOR "Mekiki")
set(CPACK_PACKAGE_CONTACT "Mekiki maintainers <maintainers@mekiki.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "examine a suspicious mail and explain what was found")
set(CPACK_PACKAGE_DESCRIPTION
"A mail says it comes from your bank, your parcel service, your hosting company.
On a click in Thunderbird, Mekiki takes it apart the way an analyst would: who
it claims to be, who really sent it, where its links lead, what it wants. Then
it says what it found, why that matters and what to do, each sentence with its
evidence, in English or Japanese.
.
This package holds the extension for Thunderbird, its native host, and the
command mekiki, which examines mails from files.")
set(CPACK_PACKAGE_VERSION "${PROJECT_VERSION}")
set(CPACK_PACKAGE_DIRECTORY "${PROJECT_BINARY_DIR}/packages")
set(CPACK_STRIP_FILES ON)
set(CPACK_VERBATIM_VARIABLES ON)
set(CPACK_COMPONENTS_GROUPING ALL_COMPONENTS_IN_ONE)
set(CPACK_PROJECT_CONFIG_FILE "${CMAKE_CURRENT_SOURCE_DIR}/package.cmake")
set(CPACK_PRE_BUILD_SCRIPTS "${CMAKE_CURRENT_SOURCE_DIR}/package-times.cmake")
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_RPM_COMPONENT_INSTALL ON)
set(CPACK_ARCHIVE_COMPONENT_INSTALL ON)

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_PACKAGE_SECTION mail)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "thunderbird (>= 1:140), publicsuffix")
set(CPACK_DEBIAN_PACKAGE_ENHANCES thunderbird)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA "${CMAKE_CURRENT_SOURCE_DIR}/debian/conffiles"
  "${CMAKE_CURRENT_SOURCE_DIR}/debian/postrm")

set(CPACK_RPM_FILE_NAME RPM-DEFAULT)
set(CPACK_RPM_PACKAGE_RELEASE 1)
set(CPACK_RPM_PACKAGE_LICENSE "MPL-2.0")
set(CPACK_RPM_PACKAGE_GROUP "Applications/Internet")
set(CPACK_RPM_PACKAGE_SUGGESTS "thunderbird, publicsuffix-list-dafsa")
set(CPACK_RPM_USER_FILELIST "%config(noreplace) /etc/mekiki/config.json")
set(CPACK_RPM_POST_UNINSTALL_SCRIPT_FILE "${CMAKE_CURRENT_SOURCE_DIR}/rpm/postun")
set(CPACK_RPM_SPEC_MORE_DEFINE "%define use_source_date_epoch_as_buildtime 1
%define clamp_mtime_to_source_date_epoch 1
%define _buildhost mekiki
%define _build_id_links none")
set(CPACK_RPM_EXCLUDE_FROM_AUTO_FILELIST_ADDITION
  /etc /usr/lib /usr/lib/mozilla /usr/lib/mozilla/native-messaging-hosts /usr/lib/thunderbird
  /usr/lib/thunderbird/extensions /usr/lib64 /usr/lib64/mozilla /usr/lib64/mozilla/native-messaging-hosts
  /usr/lib64/thunderbird /usr/lib64/thunderbird/extensions /usr/libexec /usr/share/webext /usr/share/man
  /usr/share/man/man1 /usr/share/man/ja /usr/share/man/ja/man1 /usr/share/bash-completion
  /usr/share/bash-completion/completions /usr/share/zsh /usr/share/zsh/vendor-completions /usr/share/fish
  /usr/share/fish/vendor_completions.d)

set(CPACK_ARCHIVE_FILE_NAME "mekiki-${PROJECT_VERSION}-linux-${CMAKE_SYSTEM_PROCESSOR}")
include(CPack)
