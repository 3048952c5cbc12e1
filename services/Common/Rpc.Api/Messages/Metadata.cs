using System.Collections;
using System.Text;

namespace Grpc.Core;

/// <summary>
/// Headers or trailers of a call, in order, repeats allowed. A key that ends in <c>-bin</c> carries bytes, every other key ASCII text
/// (PROTOCOL-HTTP2.md, "Custom-Metadata").
/// </summary>
public sealed class Metadata : IList<Metadata.Entry>
{
    public const string BinaryHeaderSuffix = "-bin";

    /// <summary>A read-only instance without entries.</summary>
    public static readonly Metadata Empty = new Metadata().Freeze();

    readonly List<Entry> _entries = [];
    bool _frozen;

    public int Count => _entries.Count;

    public bool IsReadOnly => _frozen;

    public Entry this[int index]
    {
        get => _entries[index];
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            CheckWritable();
            _entries[index] = value;
        }
    }

    /// <summary>The last entry of this key, or null.</summary>
    public Entry? Get(string key) => _entries.FindLast(entry => HasKey(entry, key));

    /// <summary>The last text value of this key, or null.</summary>
    /// <exception cref="InvalidOperationException">The key is binary.</exception>
    public string? GetValue(string key) => Get(key)?.Value;

    /// <summary>The last value of this key as bytes, or null.</summary>
    public byte[]? GetValueBytes(string key) => Get(key)?.ValueBytes;

    /// <summary>Every entry of this key, in order.</summary>
    public IEnumerable<Entry> GetAll(string key) => _entries.Where(entry => HasKey(entry, key));

    public void Add(Entry item)
    {
        ArgumentNullException.ThrowIfNull(item);
        CheckWritable();
        _entries.Add(item);
    }

    public void Add(string key, string value) => Add(new Entry(key, value));

    public void Add(string key, byte[] valueBytes) => Add(new Entry(key, valueBytes));

    public void Insert(int index, Entry item)
    {
        ArgumentNullException.ThrowIfNull(item);
        CheckWritable();
        _entries.Insert(index, item);
    }

    public bool Remove(Entry item)
    {
        CheckWritable();
        return _entries.Remove(item);
    }

    public void RemoveAt(int index)
    {
        CheckWritable();
        _entries.RemoveAt(index);
    }

    public void Clear()
    {
        CheckWritable();
        _entries.Clear();
    }

    public bool Contains(Entry item) => _entries.Contains(item);

    public int IndexOf(Entry item) => _entries.IndexOf(item);

    public void CopyTo(Entry[] array, int arrayIndex) => _entries.CopyTo(array, arrayIndex);

    public IEnumerator<Entry> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _entries.GetEnumerator();

    internal Metadata Freeze()
    {
        _frozen = true;
        return this;
    }

    // Keys in entries are lower case already; what a caller asks for may not be.
    static bool HasKey(Entry entry, string key) => entry.Key.Equals(key, StringComparison.OrdinalIgnoreCase);

    void CheckWritable()
    {
        if (_frozen)
            throw new InvalidOperationException("This metadata is read-only.");
    }

    /// <summary>One key with one value, text or bytes by the key's suffix.</summary>
    public class Entry
    {
        readonly string? _text;
        readonly byte[]? _bytes;

        /// <param name="key">Ends in <c>-bin</c>; letters, digits, <c>_</c>, <c>-</c> and <c>.</c>, made lower case.</param>
        /// <param name="valueBytes">Copied.</param>
        /// <exception cref="ArgumentException">The key is malformed or has no <c>-bin</c> suffix.</exception>
        public Entry(string key, byte[] valueBytes)
        {
            ArgumentNullException.ThrowIfNull(valueBytes);
            Key = Normalize(key);
            if (!IsBinary)
                throw new ArgumentException($"Bytes need a key with the suffix {BinaryHeaderSuffix}.", nameof(key));
            _bytes = [.. valueBytes];
        }

        /// <param name="key">Does not end in <c>-bin</c>; letters, digits, <c>_</c>, <c>-</c> and <c>.</c>, made lower case.</param>
        /// <param name="value">ASCII text; what cannot cross the wire is refused when the call sends it.</param>
        /// <exception cref="ArgumentException">The key is malformed or has a <c>-bin</c> suffix.</exception>
        public Entry(string key, string value)
        {
            ArgumentNullException.ThrowIfNull(value);
            Key = Normalize(key);
            if (IsBinary)
                throw new ArgumentException($"A key with the suffix {BinaryHeaderSuffix} carries bytes.", nameof(key));
            _text = value;
        }

        public string Key { get; }

        public bool IsBinary => Key.EndsWith(BinaryHeaderSuffix, StringComparison.Ordinal);

        /// <summary>The value as bytes: a copy of them, or the text in ASCII.</summary>
        public byte[] ValueBytes => _bytes is { } bytes ? [.. bytes] : Encoding.ASCII.GetBytes(_text!);

        /// <exception cref="InvalidOperationException">The entry is binary.</exception>
        public string Value => _text ?? throw new InvalidOperationException("A binary entry has no text value.");

        public override string ToString() =>
            IsBinary ? $"[Entry: key={Key}, valueBytes={_bytes!.Length}]" : $"[Entry: key={Key}, value={_text}]";

        internal ReadOnlySpan<byte> BytesSpan => _bytes;

        static string Normalize(string key)
        {
            ArgumentException.ThrowIfNullOrEmpty(key);
            foreach (var c in key)
            {
                if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '-' or '.'))
                    throw new ArgumentException("A metadata key holds letters, digits, '_', '-' and '.' only.", nameof(key));
            }
            return key.ToLowerInvariant();
        }
    }
}
