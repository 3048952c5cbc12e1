using System.Diagnostics;

namespace KioskSim.Hosting.Taps;

/// <summary>
/// The bytes on a caller's end of a line while one message and its answer were under way, as they were on the wire. Where several calls
/// are under way at once each has the bytes of all, for a listener cannot tell them apart either.
/// </summary>
public sealed class Overheard
{
    const string Property = "kiosksim.overheard"; // no tag: exported with no trace

    internal Overheard()
    {
    }

    public Direction ToService { get; } = new();

    public Direction ToCaller { get; } = new();

    /// <summary>What was heard during a hop; null: on no line, or nobody listened.</summary>
    public static Overheard? During(Activity activity) => activity.GetCustomProperty(Property) as Overheard;

    internal void KeepWith(Activity activity) => activity.SetCustomProperty(Property, this);

    /// <summary>One of the two ways.</summary>
    public sealed class Direction
    {
        /// <summary>So many bytes of the beginning are kept: enough to see what kind of thing it is.</summary>
        public const int Kept = 256;

        readonly Lock _lock = new();
        readonly byte[] _beginning = new byte[Kept];
        int _count;

        /// <summary>All bytes.</summary>
        public int Count
        {
            get
            {
                lock (_lock)
                    return _count;
            }
        }

        /// <summary>The first of them.</summary>
        public byte[] Beginning
        {
            get
            {
                lock (_lock)
                    return _beginning[..Math.Min(_count, Kept)];
            }
        }

        internal void Add(ReadOnlySpan<byte> bytes)
        {
            lock (_lock)
            {
                if (_count < Kept)
                    bytes[..Math.Min(bytes.Length, Kept - _count)].CopyTo(_beginning.AsSpan(_count));
                _count += bytes.Length;
            }
        }
    }
}
