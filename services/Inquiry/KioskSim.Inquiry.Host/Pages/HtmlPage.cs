using System.Buffers;
using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text;
using KioskSim.Inquiry.Host.Memory;
using KioskSim.Paper.Images;
using KioskSim.Paper.Images.Files.Png;

namespace KioskSim.Inquiry.Host.Pages;

/// <summary>
/// Writes a page into a buffer that is wiped. What stands in the source is markup; whatever is put into its holes is text, and is escaped.
/// </summary>
sealed class HtmlPage(PinnedBuffer buffer)
{
    static readonly SearchValues<byte> Special = SearchValues.Create("&<>\"'"u8);

    public HtmlPage Add([InterpolatedStringHandlerArgument("")] Markup markup) => markup.Page;

    /// <summary>A picture as a data URL (RFC 2397), made where it will lie.</summary>
    public HtmlPage AddPicture(Bitmap picture)
    {
        Raw("data:image/png;base64,"u8);
        var size = StoredPng.Size(picture);
        var text = buffer.GetSpan(Base64.GetMaxEncodedToUtf8Length(size));
        StoredPng.Write(picture, text[..size]);
        Base64.EncodeToUtf8InPlace(text, size, out var written);
        buffer.Advance(written);
        return this;
    }

    void Raw(ReadOnlySpan<byte> bytes) => buffer.Write(bytes);

    void Raw(string text) => Encoding.UTF8.GetBytes(text, buffer);

    void Text(ReadOnlySpan<byte> text)
    {
        for (int at; (at = text.IndexOfAny(Special)) >= 0; text = text[(at + 1)..])
        {
            Raw(text[..at]);
            Raw(text[at] switch
            {
                (byte)'&' => "&amp;"u8,
                (byte)'<' => "&lt;"u8,
                (byte)'>' => "&gt;"u8,
                (byte)'"' => "&quot;"u8,
                _ => "&#39;"u8,
            });
        }

        Raw(text);
    }

    /// <summary>What the compiler makes of an interpolated string that is added to a page.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Markup(int literalLength, int formattedCount, HtmlPage page)
    {
        /// <summary>Where it was written, hole by hole.</summary>
        public HtmlPage Page { get; } = Reserve(page, literalLength, formattedCount);

        public void AppendLiteral(string markup) => Page.Raw(markup);

        public void AppendFormatted(string text) => Page.Text(Encoding.UTF8.GetBytes(text));

        /// <param name="text">UTF-8.</param>
        public void AppendFormatted(ReadOnlySpan<byte> text) => Page.Text(text);

        public void AppendFormatted(int number)
        {
            Span<byte> digits = stackalloc byte[11];
            Utf8Formatter.TryFormat(number, digits, out var written);
            Page.Raw(digits[..written]);
        }

        static HtmlPage Reserve(HtmlPage page, int literals, int holes) => literals + holes >= 0 ? page : throw new ArgumentOutOfRangeException(nameof(literals));
    }
}
