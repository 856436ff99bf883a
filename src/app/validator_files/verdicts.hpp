#pragma once

#include <set>
#include <string>
#include <vector>

#include "app/cli/report.hpp"
#include "base/result.hpp"

namespace stafi::app {

/// A table of things that were checked. Its last two columns say what came of each: `result` is
/// "ok" or the code of what is wrong, `what` describes it.
class Verdicts {
  public:
    Verdicts(std::string name, std::vector<std::string> columns);

    void add(std::vector<Cell> row, const Result<>& verdict);
    [[nodiscard]] std::size_t checked() const { return table_.rows.size(); }
    [[nodiscard]] std::size_t wrong() const { return wrong_; }
    [[nodiscard]] const std::set<Reason>& reasons() const { return reasons_; }
    [[nodiscard]] const Table& table() const { return table_; }

  private:
    Table table_;
    std::set<Reason> reasons_;  ///< of all that is wrong
    std::size_t wrong_ = 0;
};

}  // namespace stafi::app
