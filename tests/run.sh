#!/bin/bash
# Runs every test and installs what that needs (Debian 12: apt, npm). A second run reuses what is built.
#   tests/run.sh              everything
#   tests/run.sh unit e2e     these stages only
#   tests/run.sh --list       the stages
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source installer/packages.sh

# In this order. `stage_<name>` below is what each one does.
stages=(packages format scripts build programs unit fuzz tidy extension e2e)
jobs=$(nproc)
export CMAKE_CXX_COMPILER_LAUNCHER=${CMAKE_CXX_COMPILER_LAUNCHER-ccache}
export CTEST_PARALLEL_LEVEL=$jobs CLICOLOR=0 npm_config_fund=false npm_config_audit=false npm_config_update_notifier=false

stage_packages() {
  need_packages "${packages_build[@]}" "${packages_test[@]}"
  need_npm
}

stage_format() {
  git ls-files -z -- '*.cpp' '*.h' | xargs -0 -r clang-format-19 --dry-run -Werror
  echo "clang-format: $(git ls-files -- '*.cpp' '*.h' | wc -l) files as they should be"
}

stage_scripts() {
  git ls-files -z -- '*.sh' .ci/run | xargs -0 -r shellcheck -x -P SCRIPTDIR
  echo "shellcheck: $(git ls-files -- '*.sh' .ci/run | wc -l) scripts without a remark"
}

# As users get it: g++, optimised, warnings are errors. With the tests of the whole programs.
stage_build() {
  cmake --preset release -DMEKIKI_TESTS=ON -DMEKIKI_UNIT_TESTS=OFF -DMEKIKI_WERROR=ON --log-level=WARNING
  cmake --build build/release -j "$jobs"
}

stage_programs() { ctest --test-dir build/release --output-on-failure --progress -j "$jobs"; }

# The tests of the libraries under AddressSanitizer and UndefinedBehaviorSanitizer, compiled by clang.
stage_unit() {
  cmake --preset asan -DMEKIKI_WERROR=ON --log-level=WARNING
  cmake --build build/asan --target help | grep -oE '^(unit|fuzz)_[a-z_]+' | sort -u |
    xargs cmake --build build/asan -j "$jobs" --target
  export ASAN_OPTIONS=detect_leaks=1:strict_string_checks=1:check_initialization_order=1
  export UBSAN_OPTIONS=print_stacktrace=1
  ctest --test-dir build/asan --verbose -j "$jobs"
}

# Every fuzz target for a short while: finds what is broken badly, not what is hidden well.
stage_fuzz() {
  find build/asan/tests/fuzz -type f -name 'fuzz_*' -perm -u+x -print0 | sort -z |
    xargs -0 -r -P "$jobs" -I{} tests/fuzz/run-one.sh {} "${MEKIKI_FUZZ_SECONDS:-3}"
}

stage_tidy() { tests/tidy.sh build/asan "$jobs"; }

stage_extension() {
  cd tests/thunderbird
  npm ci --no-progress
  npm run lint
  npm test
}

# The real, headless Thunderbird with the real host.
stage_e2e() {
  cd tests/thunderbird
  MEKIKI_HOST=$(realpath ../../build/release/bin/mekiki-host) npm run e2e
}

case ${1-} in
  --list) printf '%s\n' "${stages[@]}"; exit 0 ;;
  --stage) "stage_$2"; exit ;;
  -h | --help) sed -n '2,5s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;;
esac

wanted=("$@")
if [[ $# -eq 0 ]]; then wanted=("${stages[@]}"); fi
for stage in "${wanted[@]}"; do
  if [[ " ${stages[*]} " != *" $stage "* ]]; then
    echo "There is no stage \"$stage\". Stages: ${stages[*]}" >&2
    exit 64
  fi
done

summary=()
failed=()
for stage in "${wanted[@]}"; do
  printf '\n== %s\n' "$stage"
  start=$SECONDS
  if bash "${BASH_SOURCE[0]}" --stage "$stage"; then result=passed; else result=FAILED; failed+=("$stage"); fi
  summary+=("$(printf '%-10s %-6s %5d s' "$stage" "$result" $((SECONDS - start)))")
  # Nothing else can work without these.
  if [[ $result == FAILED && ($stage == packages || $stage == build) ]]; then break; fi
done

printf '\n'
printf '%s\n' "${summary[@]}"
printf '%-10s %-6s %5d s\n' total '' "$SECONDS"
if [[ ${#failed[@]} -gt 0 ]]; then
  echo "Failed: ${failed[*]}" >&2
  exit 1
fi
echo "All stages passed."
