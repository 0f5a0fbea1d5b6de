# waymark_warnings(target): the warnings every module of ours is held to.
function(waymark_warnings target)
  # A designated initializer leaves the other members at their defaults on purpose; -Wrestrict is wrong about
  # `"a" + std::string` in GCC 12 (its bug 105651), and
  # -Wmaybe-uninitialized about optionals and designated initializers when it optimizes.
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wold-style-cast
    -Wno-missing-field-initializers $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict -Wno-maybe-uninitialized>)
  # In a bundle these two speak of the neighbours: a name that another file has, a type that another file cannot see.
  if(WAYMARK_BUNDLE_SOURCES)
    target_compile_options(${target} PRIVATE -Wno-shadow $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
  endif()
  if(WAYMARK_WARNINGS_AS_ERRORS)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
endfunction()
