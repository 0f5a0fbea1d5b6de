# Global on purpose: a sanitizer that sees only some of the modules reports faults that are not there.
if(WAYMARK_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()
# A fuzzer finds its way by what the code it calls goes through.
if(WAYMARK_BUILD_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
