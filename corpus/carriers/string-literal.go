---
id: string-literal
title: String literal
path: internal/notice/notice.go
escape: json
---
package notice

import "fmt"

// Footer is shown below every page of the report.
const Footer = "{{payload}}"

// Page joins a page and the footer.
func Page(body string, number int) string {
	return fmt.Sprintf("%s\n\n%s (%d)\n", body, Footer, number)
}
