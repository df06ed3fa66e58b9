package dev.brushcast.worker.store;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/** A few prompts need no database's memory: all style stores of the process share {@value #CACHE_BYTES} bytes. */
public final class BoundedRocksDb implements RocksDBConfigSetter {

    static final long CACHE_BYTES = 16L << 20;

    private static final long WRITE_BUFFERS_BYTES = 8L << 20;
    private static final long WRITE_BUFFER_BYTES = 1L << 20;
    private static final double INDEX_SHARE = 0.1;

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(Shared.CACHE);
        table.setCacheIndexAndFilterBlocks(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(Shared.WRITE_BUFFERS);
        options.setWriteBufferSize(WRITE_BUFFER_BYTES);
        options.setMaxWriteBufferNumber(2);
    }

    @Override
    public void close(String storeName, Options options) {
        // what it set is shared and stays
    }

    /** Of the process, as Kafka Streams makes a setter for each store; made once a store has loaded the native library. */
    private static final class Shared {

        static final Cache CACHE = new LRUCache(CACHE_BYTES, -1, false, INDEX_SHARE);
        static final WriteBufferManager WRITE_BUFFERS = new WriteBufferManager(WRITE_BUFFERS_BYTES, CACHE);

        private Shared() {}
    }
}
