#include "crypto/json_list.hpp"

#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "crypto/json_fields.hpp"

namespace stafi {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct JsonListReaderTest : testing::Test {
    std::vector<std::string> elements;
    JsonListReader::Limits limits{.elements_max = 10};

    /// Reads `text` in pieces of `size` bytes and returns what is beside the list.
    Result<std::string> read(std::string_view text, std::size_t size = 1'000) {
        elements.clear();
        JsonListReader reader{"result", limits, [this](std::string_view element) -> Result<> {
                                  elements.emplace_back(element);
                                  return {};
                              }};
        for (std::size_t i = 0; i < text.size(); i += size)
            TRY_VOID(reader.read(text.substr(i, size)));
        return reader.end();
    }
};

TEST_F(JsonListReaderTest, hands_on_each_element_and_keeps_the_rest_however_it_is_cut) {
    const std::string text =
        R"( {"id":1, "result" : [ {"a":"]}\"\\"}, {"b":[{"c":{}}]} ] , "x":["result"]} )";
    for (const std::size_t size : {1U, 2U, 3U, 7U, 1'000U}) {
        EXPECT_EQ(read(text, size).value(), R"( {"id":1, "result" : [] , "x":["result"]} )");
        EXPECT_THAT(elements, ElementsAre(R"({"a":"]}\"\\"})", R"({"b":[{"c":{}}]})"));
    }
}

TEST_F(JsonListReaderTest, keeps_an_object_without_the_list_as_it_came) {
    for (const std::string text :
         {R"({"id":1,"error":{"result":[{}]}})", R"({"result":null})", R"({"result":[]})",
          R"({"results":[{}]})", R"(["result",[{}]])", R"({"x":"result","y":[1]})"}) {
        EXPECT_EQ(read(text).value(), text);
        EXPECT_THAT(elements, IsEmpty());
    }
}

TEST_F(JsonListReaderTest, refuses_what_is_no_list_of_objects) {
    for (const std::string text :
         {R"({"result":[1]})", R"({"result":[{},]})", R"({"result":[,{}]})",
          R"({"result":[{} {}]})", R"({"result":["a"]})"})
        EXPECT_EQ(read(text).error().reason, Reason::bad_json) << text;
    EXPECT_EQ(read(R"({"result":[{},1]})").error().what, "result[1]: not an object");
}

TEST_F(JsonListReaderTest, takes_nothing_that_is_cut_for_complete) {
    const std::string text = R"({"id":1,"result":[{"a":"b"},{"c":1}]})";
    for (std::size_t size = 0; size < text.size(); ++size)
        EXPECT_EQ(read(text.substr(0, size)).error().reason, Reason::bad_json) << size;
}

TEST_F(JsonListReaderTest, has_bounds) {
    limits = {.elements_max = 2, .element_bytes_max = 10, .rest_bytes_max = 20};
    EXPECT_TRUE(read(R"({"result":[{},{}]})"));
    EXPECT_EQ(read(R"({"result":[{},{},{}]})").error().what, "result: more than 2 elements");
    for (const std::size_t size : {1U, 100U}) {
        const auto large = read(R"({"result":[{},{"a":"123456"}]})", size);
        EXPECT_EQ(large.error().reason, Reason::answer_too_large);
        EXPECT_EQ(large.error().what, "result[1]: more than 10 bytes");
    }
    EXPECT_EQ(read(R"({"error":"123456789012345"})").error().what,
              "json: more than 20 bytes beside the list result");
}

TEST(JsonListReader, ends_at_the_error_of_an_element_and_names_its_place) {
    JsonListReader reader{"result", {.elements_max = 10}, [](std::string_view element) -> Result<> {
                              TRY(const auto document, JsonDocument::parse(element));
                              TRY_VOID(document.fields().text("a"));
                              return {};
                          }};
    const auto read = reader.read(R"({"result":[{"a":""},{"a":1}]})");
    EXPECT_EQ(read.error().what, "result[1]: a: not a text");
}

}  // namespace
}  // namespace stafi
