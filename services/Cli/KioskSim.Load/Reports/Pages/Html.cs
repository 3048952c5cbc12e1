using System.Xml.Linq;

namespace KioskSim.Load.Reports.Pages;

/// <summary>Elements of a page in few words. Text is escaped by who writes the tree out.</summary>
static class Html
{
    public static XElement Tag(string name, params object?[] content) => new(name, content);

    public static XAttribute Class(string names) => new("class", names);

    /// <summary>What people read: Japanese first, English beneath.</summary>
    public static XElement Both(string element, string japanese, string english) =>
        Tag(element, japanese, " ", Tag("span", new XAttribute("lang", "en"), english));

    /// <summary>What may be wider than the page, and then scrolls by itself, by keyboard too.</summary>
    public static XElement Wide((string Japanese, string English) name, XElement content) => Tag(
        "div", Class("wide"), new XAttribute("tabindex", "0"), new XAttribute("role", "group"), new XAttribute("aria-label", $"{name.Japanese} / {name.English}"), content);

    /// <param name="caption">Says what the table is, to who hears it too.</param>
    /// <param name="numbers">From which column on cells are numbers.</param>
    public static XElement Table((string Japanese, string English) caption, int numbers, IEnumerable<(string Japanese, string English)> heads, IEnumerable<IReadOnlyList<object>> rows) => Wide(
        caption,
        Tag("table",
            Both("caption", caption.Japanese, caption.English),
            Tag("thead", Tag("tr", heads.Select((h, i) => new XElement(Both("th", h.Japanese, h.English)).With("scope", "col").With("class", i >= numbers ? "number" : null)))),
            Tag("tbody", rows.Select(row => Tag("tr", row.Select((cell, i) => i == 0
                ? Tag("th", new XAttribute("scope", "row"), cell)
                : Tag("td", cell).With("class", i >= numbers ? "number" : null)))))));

    public static XElement With(this XElement element, string attribute, object? value)
    {
        if (value is not null)
            element.SetAttributeValue(attribute, value);
        return element;
    }
}
