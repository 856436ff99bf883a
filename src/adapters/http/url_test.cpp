#include "adapters/http/url.hpp"

#include <gmock/gmock.h>

namespace stafi::adapters {
namespace {

TEST(Url, has_a_host_a_port_and_a_target) {
    EXPECT_EQ(parse_url("http://127.0.0.1:8545").value(),
              (Url{.is_tls = false, .host = "127.0.0.1", .port = 8545, .target = "/"}));
    EXPECT_EQ(
        parse_url("https://Mainnet.Example/v3/Key?x=%2F&y").value(),
        (Url{.is_tls = true, .host = "mainnet.example", .port = 443, .target = "/v3/Key?x=%2F&y"}));
    EXPECT_EQ(parse_url("http://[::1]:5052/").value(),
              (Url{.is_tls = false, .host = "::1", .port = 5052, .target = "/"}));
    EXPECT_EQ(parse_url("http://localhost?q").value().target, "/?q");
    EXPECT_EQ(parse_url("http://el_node-1:80").value().host, "el_node-1");  // docker's names
}

TEST(Url, is_written_as_it_is_read) {
    for (const std::string_view text :
         {"http://localhost:80/", "https://host:1/a/b?c=d", "http://[fe80::1]:65535/%41"})
        EXPECT_EQ(to_text(parse_url(text).value()), text);
}

TEST(Url, shows_its_origin_without_what_may_be_a_key) {
    const Url url = parse_url("https://rpc.example/v3/0123456789abcdef").value();
    EXPECT_EQ(origin_text(url), "https://rpc.example:443");
    EXPECT_EQ(host_text(url), "rpc.example");
    EXPECT_EQ(host_text(parse_url("https://[::1]:80").value()), "[::1]:80");
}

TEST(Url, is_nothing_unusual) {
    for (const std::string_view text : {
             "",
             "localhost:8545",
             "ftp://host/",
             "HTTP://host/",
             "http:/host",
             "http://",
             "http:///path",
             "http://:80/",
             "http://user@host/",
             "http://user:pass@host/",
             "http://host/#part",
             "http://ho st/",
             "http://host/a b",
             "http://host/\\..\\",
             "http://host/\r\nX: y",
             "http://h\xc3\xb6st/",
             "http://host/%",
             "http://host/%2",
             "http://host/%zz",
             "http://host:",
             "http://host:0/",
             "http://host:080/",
             "http://host:65536/",
             "http://host:-1/",
             "http://host:8o/",
             "http://host:80:80/",
             "http://-host/",
             "http://host-/",
             "http://a..b/",
             "http://host./",
             "http://.host/",
             "http://1.2.3/",
             "http://1.2.3.256/",
             "http://0x7f000001.1/",
             "http://2130706433/",
             "http://[::1/",
             "http://[::1]x/",
             "http://[host]/",
             "http://::1/",
             "http://[]/",
             "http://[fe80::1%25eth0]/",
             "http://ho%73t/",
         })
        EXPECT_FALSE(parse_url(text)) << text;
    EXPECT_FALSE(parse_url("http://host/" + std::string(kUrlBytesMax, 'a')));
    EXPECT_FALSE(parse_url("http://" + std::string(64, 'a') + "/"));
}

TEST(Url, is_not_quoted_when_it_is_refused) {
    const auto error = parse_url("https://host/secret-key#x").error();
    EXPECT_EQ(error.reason, Reason::bad_url);
    EXPECT_THAT(error.what, testing::Not(testing::HasSubstr("secret")));
}

}  // namespace
}  // namespace stafi::adapters
