#include "app/validator_files/verdicts.hpp"

namespace stafi::app {

Verdicts::Verdicts(std::string name, std::vector<std::string> columns)
    : table_{
          .name = std::move(name), .columns = std::move(columns), .rows = {}, .is_narrow = true} {
    table_.columns.insert(table_.columns.end(), {"result", "what"});
}

void Verdicts::add(std::vector<Cell> row, const Result<>& verdict) {
    if (verdict) {
        row.insert(row.end(), {std::string{"ok"}, Cell{}});
    } else {
        row.insert(row.end(),
                   {std::string{text_of(verdict.error().reason).code}, verdict.error().what});
        reasons_.insert(verdict.error().reason);
        ++wrong_;
    }
    table_.rows.push_back(std::move(row));
}

}  // namespace stafi::app
