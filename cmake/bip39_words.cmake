# Makes one .cpp of the BIP-39 word lists: cmake -DWORDS=<folder> -DOUT=<file> -P bip39_words.cmake
# The program then needs no files at run time. The order is that of MnemonicLanguage.

# bip39_word_files(<variable> <folder>): the lists, in the order of MnemonicLanguage
function(bip39_word_files result folder)
  set(languages chinese_simplified chinese_traditional czech english french italian japanese korean
      portuguese spanish)
  list(TRANSFORM languages PREPEND ${folder}/)
  list(TRANSFORM languages APPEND .txt)
  set(${result} ${languages} PARENT_SCOPE)
endfunction()

if(CMAKE_SCRIPT_MODE_FILE STREQUAL CMAKE_CURRENT_LIST_FILE)
  set(lists "")
  bip39_word_files(files ${WORDS})
  foreach(file IN LISTS files)
    file(READ ${file} text)
    string(STRIP "${text}" text)
    string(REPLACE "\n" "\",\n    \"" text "${text}")
    string(APPEND lists "    \"${text}\",\n\n")
  endforeach()
  file(WRITE ${OUT} "#include \"crypto/bip39_words.hpp\"\n\nnamespace stafi {\n\n"
    "constinit const Bip39Words kBip39Words{{\n${lists}}};\n\n}  // namespace stafi\n")
endif()
