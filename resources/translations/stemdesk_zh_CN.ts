<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
  <context>
    <name>StemDesk</name>
    <message>
      <source> %</source>
      <translation> %</translation>
    </message>
    <message>
      <source> MB</source>
      <translation> MB</translation>
    </message>
    <message>
      <source> per bar</source>
      <translation>拍/小节</translation>
    </message>
    <message>
      <source> st</source>
      <translation> 半音</translation>
    </message>
    <message numerus="yes">
      <source>%n credit(s)</source>
      <translation>
        <numerusform>%n 积分</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n done in the last 24 h</source>
      <translation>
        <numerusform>最近 24 小时完成 %n 个</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n entries</source>
      <translation>
        <numerusform>%n 个条目</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n failed</source>
      <translation>
        <numerusform>%n 个失败</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n file(s)</source>
      <translation>
        <numerusform>%n 个文件</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n folder(s)</source>
      <translation>
        <numerusform>%n 个文件夹</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n folder(s) of stems</source>
      <translation>
        <numerusform>%n 个分轨文件夹</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n job(s) cleared</source>
      <translation>
        <numerusform>已清除 %n 个任务</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n job(s) running. They go on at the next start.</source>
      <translation>
        <numerusform>%n 个任务正在运行，下次启动时会继续。</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n link(s)</source>
      <translation>
        <numerusform>%n 个链接</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n link(s): {titles}</source>
      <translation>
        <numerusform>%n 个链接：{titles}</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n marker(s)</source>
      <translation>
        <numerusform>%n 个标记</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n model(s)</source>
      <translation>
        <numerusform>%n 个模型</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n need(s) attention</source>
      <translation>
        <numerusform>%n 个待决定</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n other file(s)</source>
      <translation>
        <numerusform>%n 个其他文件</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n results</source>
      <translation>
        <numerusform>%n 个结果</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n running</source>
      <translation>
        <numerusform>%n 个进行中</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n selected song(s), the newest result of each</source>
      <translation>
        <numerusform>选中的 %n 首歌曲（各取最新结果）</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n song(s)</source>
      <translation>
        <numerusform>%n 首歌</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n song(s) left out: nobody sings in them, or somebody sings in all.</source>
      <translation>
        <numerusform>略过 %n 首歌曲：没有人声，或全部是人声。</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n stem(s)</source>
      <translation>
        <numerusform>%n 条音轨</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n track(s)</source>
      <translation>
        <numerusform>%n 条音轨</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n turn(s) of the loop to the end tempo</source>
      <translation>
        <numerusform>再循环 %n 次达到结束速度</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n waiting</source>
      <translation>
        <numerusform>%n 个等待中</numerusform>
      </translation>
    </message>
    <message>
      <source>, </source>
      <translation>、</translation>
    </message>
    <message>
      <source>1 credit / min</source>
      <translation>1 积分/分钟</translation>
    </message>
    <message>
      <source>120 BPM, as no tempo is known</source>
      <translation>120 BPM（速度未知）</translation>
    </message>
    <message>
      <source>4 stems (quick)</source>
      <translation>4 分轨（快速）</translation>
    </message>
    <message>
      <source>60 to 120 points a song, 12 free points for one under 30 seconds; a song that fails is refunded.</source>
      <translation>每首 60 到 120 点；不足 30 秒的歌曲扣 12 点免费点数；处理失败会退回。</translation>
    </message>
    <message>
      <source>A .stem.mp4 with four stems, for Traktor and Mixxx</source>
      <translation>含四个部分的 .stem.mp4 文件，用于 Traktor 和 Mixxx</translation>
    </message>
    <message>
      <source>A = {hertz} Hz</source>
      <translation>A = {hertz} Hz</translation>
    </message>
    <message>
      <source>A Chinese service for vocals, accompaniment and several tracks, in several versions.</source>
      <translation>中国的服务，可提取人声、伴奏和多轨，提供多个版本的算法。</translation>
    </message>
    <message>
      <source>A Native Instruments stem file holds exactly four stems.</source>
      <translation>DJ 用的 Stem 文件正好包含四条音轨。</translation>
    </message>
    <message>
      <source>A fast preview by signal processing, without any download. It works where the vocals are panned dead centre in a stereo mix; the network is far better.</source>
      <translation>基于信号处理的快速预览，无需下载。适用于人声位于立体声正中央的歌曲；神经网络的效果要好得多。</translation>
    </message>
    <message>
      <source>A fast preview without any download: it uses transients, centre panning and repetition. Good for a first listen; networks and services separate far more cleanly.</source>
      <translation>无需下载的快速预览：利用瞬态、居中声像和重复性进行分离。适合先听个大概；神经网络和云服务分离得干净得多。</translation>
    </message>
    <message>
      <source>A newer StemDesk has been here. Its list of songs and jobs is left alone; this version keeps one of its own ({path}). Update to have them together again.</source>
      <translation>更新版本的 StemDesk 用过这里。它的列表没有动；这个版本另建一个（{path}）。更新后就能合在一起。</translation>
    </message>
    <message>
      <source>A title is needed.</source>
      <translation>请填写歌名。</translation>
    </message>
    <message>
      <source>A trained network (Spleeter) separates vocals from the instrumental, wherever they are panned. Fast, and good for karaoke, singing along and remixes.</source>
      <translation>由训练好的网络 (Spleeter) 将人声与伴奏分离，无论声像在哪里。速度快，适合卡拉 OK、跟唱和混音。</translation>
    </message>
    <message>
      <source>A web site with many models, from vocals to single instruments; its list is always the newest.</source>
      <translation>拥有众多模型的网站，从人声到单个乐器；模型列表始终是最新的。</translation>
    </message>
    <message>
      <source>A word before the token, such as “Bearer”; mostly none.</source>
      <translation>令牌前的词，如 “Bearer”；通常没有。</translation>
    </message>
    <message>
      <source>A/B original</source>
      <translation>A/B 原曲</translation>
    </message>
    <message>
      <source>AIFF, 16 bit</source>
      <translation>AIFF，16 位</translation>
    </message>
    <message>
      <source>AIFF, 24 bit</source>
      <translation>AIFF，24 位</translation>
    </message>
    <message>
      <source>API token</source>
      <translation>API 令牌</translation>
    </message>
    <message>
      <source>About StemDesk</source>
      <translation>关于 StemDesk</translation>
    </message>
    <message>
      <source>About the model</source>
      <translation>关于这个模型</translation>
    </message>
    <message>
      <source>AccessKey</source>
      <translation>AccessKey</translation>
    </message>
    <message>
      <source>Account</source>
      <translation>账号</translation>
    </message>
    <message>
      <source>Account removed.</source>
      <translation>账号已移除。</translation>
    </message>
    <message>
      <source>Accounts</source>
      <translation>账号</translation>
    </message>
    <message>
      <source>Accounts…</source>
      <translation>账户…</translation>
    </message>
    <message>
      <source>Acoustic guitar</source>
      <translation>原声吉他</translation>
    </message>
    <message>
      <source>Add a marker</source>
      <translation>添加标记</translation>
    </message>
    <message>
      <source>Add a marker at the playhead</source>
      <translation>在播放位置设标记</translation>
    </message>
    <message>
      <source>Add marker</source>
      <translation>添加标记</translation>
    </message>
    <message>
      <source>Add songs</source>
      <translation>添加歌曲</translation>
    </message>
    <message>
      <source>Add songs…</source>
      <translation>添加歌曲…</translation>
    </message>
    <message>
      <source>Advanced</source>
      <translation>高级</translation>
    </message>
    <message>
      <source>Advanced settings of {name}</source>
      <translation>{name} 的高级设置</translation>
    </message>
    <message>
      <source>Album</source>
      <translation>专辑</translation>
    </message>
    <message>
      <source>All files (*)</source>
      <translation>所有文件 (*)</translation>
    </message>
    <message>
      <source>All times</source>
      <translation>全部时间</translation>
    </message>
    <message>
      <source>All times earlier by 0.1 s</source>
      <translation>全部时间提前 0.1 秒</translation>
    </message>
    <message>
      <source>All times later by 0.1 s</source>
      <translation>全部时间推后 0.1 秒</translation>
    </message>
    <message>
      <source>All {n} downloads of this song at Dango are used up, so it cannot be fetched again.</source>
      <translation>这首歌在团子的 {n} 次下载已全部用完，无法再次下载。</translation>
    </message>
    <message>
      <source>Also made:</source>
      <translation>还生成了：</translation>
    </message>
    <message>
      <source>Alto</source>
      <translation>女低音</translation>
    </message>
    <message>
      <source>An .lrc or .txt file beside the song is found by itself, and so are lyrics in its tags.</source>
      <translation>歌曲旁边的 .lrc 或 .txt 文件以及标签里的歌词会自动找到。</translation>
    </message>
    <message>
      <source>Another program has kept the list of songs and jobs ({path}) to itself for too long. End it, or try again.</source>
      <translation>另一个程序长时间占用歌曲和任务列表（{path}）。请结束该程序，或重试。</translation>
    </message>
    <message>
      <source>AppKey</source>
      <translation>AppKey</translation>
    </message>
    <message>
      <source>Applies from the next song</source>
      <translation>从下一首歌开始生效</translation>
    </message>
    <message>
      <source>Apply tempo and pitch changes</source>
      <translation>应用速度和音高更改</translation>
    </message>
    <message>
      <source>Artist</source>
      <translation>艺人</translation>
    </message>
    <message>
      <source>As in “ap-beijing”.</source>
      <translation>例如“ap-beijing”。</translation>
    </message>
    <message>
      <source>Ask again</source>
      <translation>再次询问</translation>
    </message>
    <message>
      <source>Asking LRCLIB…</source>
      <translation>正在查询 LRCLIB…</translation>
    </message>
    <message>
      <source>Asks Dango about the same upload, which it takes only once, so it cannot be charged twice for it.</source>
      <translation>就同一次上传询问团子。一次上传只能使用一次，因此不会重复扣费。</translation>
    </message>
    <message>
      <source>Asks Tencent for the job by its id. Free.</source>
      <translation>用我们自己的编号向腾讯查询任务。不收费。</translation>
    </message>
    <message>
      <source>Asks the mirror again, which may cost one more credit.</source>
      <translation>再次请求镜像，可能再花一个积分。</translation>
    </message>
    <message>
      <source>Asks {host}. Nothing about you or your songs is sent, and nothing is installed.</source>
      <translation>会询问 {host}；不会发送关于您或歌曲的任何信息，也不会安装任何东西。</translation>
    </message>
    <message>
      <source>Audio and video files ({endings})</source>
      <translation>音频和视频文件 ({endings})</translation>
    </message>
    <message>
      <source>Audio output</source>
      <translation>音频输出</translation>
    </message>
    <message>
      <source>Auto or 0: as many as were detected, bar by bar</source>
      <translation>自动或 0：按检测结果，逐小节确定</translation>
    </message>
    <message>
      <source>Available</source>
      <translation>可用</translation>
    </message>
    <message>
      <source>B: {name}</source>
      <translation>B： {name}</translation>
    </message>
    <message>
      <source>BPM</source>
      <translation>BPM</translation>
    </message>
    <message>
      <source>Back to the current line</source>
      <translation>回到当前行</translation>
    </message>
    <message>
      <source>Back to the detected chords</source>
      <translation>恢复识别出的和弦</translation>
    </message>
    <message>
      <source>Back to the detected sections</source>
      <translation>恢复识别出的段落</translation>
    </message>
    <message>
      <source>Backing vocals</source>
      <translation>和声</translation>
    </message>
    <message>
      <source>Balance</source>
      <translation>侧重</translation>
    </message>
    <message>
      <source>Bar</source>
      <translation>小节</translation>
    </message>
    <message>
      <source>Bass</source>
      <translation>贝斯</translation>
    </message>
    <message>
      <source>Bassoon</source>
      <translation>巴松管</translation>
    </message>
    <message>
      <source>Beats</source>
      <translation>节拍</translation>
    </message>
    <message>
      <source>Beats are found all the same, but less surely.</source>
      <translation>没有它也能找到节拍，只是不那么可靠。</translation>
    </message>
    <message>
      <source>Beats as detected</source>
      <translation>恢复检测到的节拍</translation>
    </message>
    <message>
      <source>Beats per bar</source>
      <translation>每小节拍数</translation>
    </message>
    <message>
      <source>Beats, key and sections are found all the same.</source>
      <translation>没有它也能找到节拍、调性和段落。</translation>
    </message>
    <message>
      <source>Best rated</source>
      <translation>评分最高</translation>
    </message>
    <message>
      <source>Blue</source>
      <translation>蓝色</translation>
    </message>
    <message>
      <source>Brass</source>
      <translation>铜管</translation>
    </message>
    <message>
      <source>Break</source>
      <translation>停顿段</translation>
    </message>
    <message>
      <source>Bridge</source>
      <translation>桥段</translation>
    </message>
    <message>
      <source>Bucket</source>
      <translation>存储桶</translation>
    </message>
    <message>
      <source>By name</source>
      <translation>按名称</translation>
    </message>
    <message>
      <source>ByteDance's audio service in the Volcengine cloud: vocals and instrumental.</source>
      <translation>字节跳动在火山引擎云上的音频服务：人声与伴奏。</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>取消</translation>
    </message>
    <message>
      <source>Cancel listening for notes</source>
      <translation>取消识别音符</translation>
    </message>
    <message>
      <source>Cancel {song}</source>
      <translation>取消 {song}</translation>
    </message>
    <message>
      <source>Capo</source>
      <translation>变调夹</translation>
    </message>
    <message>
      <source>Capo, simplified chords, the large view, and back to what was detected</source>
      <translation>变调夹、简化和弦、大字视图，以及恢复识别结果</translation>
    </message>
    <message>
      <source>Cello</source>
      <translation>大提琴</translation>
    </message>
    <message>
      <source>Change</source>
      <translation>更改</translation>
    </message>
    <message>
      <source>Change output folder</source>
      <translation>更改文件夹</translation>
    </message>
    <message>
      <source>Channels</source>
      <translation>声道</translation>
    </message>
    <message>
      <source>Cheapest</source>
      <translation>最便宜</translation>
    </message>
    <message>
      <source>Check</source>
      <translation>检查</translation>
    </message>
    <message>
      <source>Check again</source>
      <translation>再查一次</translation>
    </message>
    <message>
      <source>Check for updates daily</source>
      <translation>每天检查更新</translation>
    </message>
    <message>
      <source>Check now</source>
      <translation>立即检查</translation>
    </message>
    <message>
      <source>Check {name}</source>
      <translation>检查 {name}</translation>
    </message>
    <message>
      <source>Checks whether it is available again.</source>
      <translation>看看它是否又在了。</translation>
    </message>
    <message>
      <source>Checks whether it is available again. Free.</source>
      <translation>查看它是否又可用。不收费。</translation>
    </message>
    <message>
      <source>Checks whether the stem is back. Free.</source>
      <translation>查看音轨是否已放回。不收费。</translation>
    </message>
    <message>
      <source>Choir</source>
      <translation>合唱</translation>
    </message>
    <message>
      <source>Choose a file…</source>
      <translation>选择文件…</translation>
    </message>
    <message>
      <source>Choose a reference file</source>
      <translation>选择参考文件</translation>
    </message>
    <message>
      <source>Choose service</source>
      <translation>选择服务</translation>
    </message>
    <message>
      <source>Choose the result to compare</source>
      <translation>选择要对比的结果</translation>
    </message>
    <message>
      <source>Choose {provider}</source>
      <translation>选择 {provider}</translation>
    </message>
    <message>
      <source>Choose “{provider}”</source>
      <translation>选择“{provider}”</translation>
    </message>
    <message>
      <source>Chord now</source>
      <translation>当前和弦</translation>
    </message>
    <message>
      <source>Chord settings</source>
      <translation>和弦设置</translation>
    </message>
    <message>
      <source>Chord track</source>
      <translation>和弦轨</translation>
    </message>
    <message>
      <source>ChordPro (*.cho)</source>
      <translation>ChordPro (*.cho)</translation>
    </message>
    <message>
      <source>Chords</source>
      <translation>和弦</translation>
    </message>
    <message>
      <source>Chords and sections</source>
      <translation>和弦与段落</translation>
    </message>
    <message>
      <source>Chords and sections above the tracks</source>
      <translation>在音轨上方显示和弦与段落</translation>
    </message>
    <message>
      <source>Chords and sections as markers</source>
      <translation>将和弦与段落作为标记</translation>
    </message>
    <message>
      <source>Chords come as soon as the song is separated.</source>
      <translation>歌曲分离完成后会显示和弦。</translation>
    </message>
    <message>
      <source>Chords need a trained file of {size} MB, which stays on this computer.</source>
      <translation>识别和弦需要一个 {size} MB 的模型文件，它只保存在这台电脑上。</translation>
    </message>
    <message>
      <source>Chords need {name}, which is not on this computer. Get it once ({what}): {command}</source>
      <translation>识别和弦需要 {name}，但这台电脑上没有。获取一次即可（{what}）：{command}</translation>
    </message>
    <message>
      <source>Chords: {state}</source>
      <translation>和弦：{state}</translation>
    </message>
    <message>
      <source>Chorus</source>
      <translation>副歌</translation>
    </message>
    <message>
      <source>Clarinet</source>
      <translation>单簧管</translation>
    </message>
    <message>
      <source>Clear</source>
      <translation>清除</translation>
    </message>
    <message>
      <source>Clear all finished</source>
      <translation>清除所有已结束的</translation>
    </message>
    <message>
      <source>Clear from the list; the stems stay</source>
      <translation>从列表中清除；分轨会保留</translation>
    </message>
    <message>
      <source>Clear the loop</source>
      <translation>清除循环</translation>
    </message>
    <message>
      <source>Clear the selection</source>
      <translation>取消选择</translation>
    </message>
    <message>
      <source>Clear {song}</source>
      <translation>清除 {song}</translation>
    </message>
    <message>
      <source>Click and type a bar: 17, or 17.3 for its third beat</source>
      <translation>单击后输入小节：17，或 17.3 表示第三拍</translation>
    </message>
    <message>
      <source>Click and type where to go: 1:23.4, 83.4 or “bar 17” (Ctrl+J)</source>
      <translation>单击后输入要跳转的位置：1:23.4、83.4 或“小节 17”(Ctrl+J)</translation>
    </message>
    <message>
      <source>Click to loop this part, double-click to rename it, drag its edge to move it.</source>
      <translation>单击循环此段落，双击改名，拖动边缘可移动。</translation>
    </message>
    <message>
      <source>Click to play from here, double-click to rename, drag its edge to move it.</source>
      <translation>单击从此处播放，双击改名，拖动边缘可移动。</translation>
    </message>
    <message>
      <source>Click to set the playhead. Drag in the ruler to loop, with Alt to move a beat; drag on a track to select a range, with Shift to mute it. Right-click for more.</source>
      <translation>点击设置播放位置。在标尺上拖动设定循环，按住 Alt 可移动节拍；在音轨上拖动选择范围，按住 Shift 则静音。右键查看更多。</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>关闭</translation>
    </message>
    <message>
      <source>Close large chords</source>
      <translation>关闭大字和弦</translation>
    </message>
    <message>
      <source>Close now</source>
      <translation>立即关闭</translation>
    </message>
    <message>
      <source>Close the message about notes</source>
      <translation>关闭音符提示</translation>
    </message>
    <message>
      <source>Close this notice</source>
      <translation>关闭此提示</translation>
    </message>
    <message>
      <source>Color</source>
      <translation>颜色</translation>
    </message>
    <message>
      <source>Compare</source>
      <translation>对比</translation>
    </message>
    <message>
      <source>Compare services</source>
      <translation>比较服务</translation>
    </message>
    <message>
      <source>Compare…</source>
      <translation>对比…</translation>
    </message>
    <message>
      <source>Content id</source>
      <translation>内容仓库 ID</translation>
    </message>
    <message>
      <source>Copy</source>
      <translation>复制</translation>
    </message>
    <message>
      <source>Copy tags and artwork</source>
      <translation>复制标签和封面</translation>
    </message>
    <message>
      <source>Copy the text</source>
      <translation>复制文字</translation>
    </message>
    <message>
      <source>Copy the token and paste it here.</source>
      <translation>复制令牌并粘贴到这里。</translation>
    </message>
    <message>
      <source>Count-in</source>
      <translation>预备拍</translation>
    </message>
    <message>
      <source>Count-in (1 bar)</source>
      <translation>预备拍（1 小节）</translation>
    </message>
    <message>
      <source>Crash</source>
      <translation>碎音镲</translation>
    </message>
    <message>
      <source>Credits</source>
      <translation>积分</translation>
    </message>
    <message>
      <source>Crowd</source>
      <translation>人群</translation>
    </message>
    <message>
      <source>Cyan</source>
      <translation>青色</translation>
    </message>
    <message>
      <source>Cymbals</source>
      <translation>镲片</translation>
    </message>
    <message>
      <source>DAWproject</source>
      <translation>DAWproject</translation>
    </message>
    <message>
      <source>Dango accepted the song, but names no id for it.</source>
      <translation>团子接受了歌曲，但没有给出编号。</translation>
    </message>
    <message>
      <source>Dango accepts the token, and your balance is enough for a song.</source>
      <translation>团子接受该令牌，余额足够处理一首歌。</translation>
    </message>
    <message>
      <source>Dango accepts the token.</source>
      <translation>团子接受该令牌。</translation>
    </message>
    <message>
      <source>Dango answers with status {status} and no sense.</source>
      <translation>团子的回答无法理解（状态 {status}）。</translation>
    </message>
    <message>
      <source>Dango asks for a pause.</source>
      <translation>团子要求稍候。</translation>
    </message>
    <message>
      <source>Dango asks for a pause. Nothing was charged.</source>
      <translation>团子要求稍候。没有扣费。</translation>
    </message>
    <message>
      <source>Dango could not split it, mostly because of its format. The points came back.</source>
      <translation>团子处理失败，通常是格式问题。点数已退回。</translation>
    </message>
    <message>
      <source>Dango does not accept the token. Check it under Accounts, and the header's name there. {words}</source>
      <translation>团子不接受此令牌。请在“账号”中检查令牌和请求头名称。{words}</translation>
    </message>
    <message>
      <source>Dango has most likely started and charged the song, and offers no way to find it.</source>
      <translation>团子很可能已经开始处理并扣费，但没有提供查找这首歌的方法。</translation>
    </message>
    <message>
      <source>Dango has no call to stop a song: it is charged, and kept there for 30 days</source>
      <translation>团子无法停止处理中的歌曲：已扣费，结果保留 30 天</translation>
    </message>
    <message>
      <source>Dango keeps songs for 30 days, and this one is gone.</source>
      <translation>团子只保留歌曲 30 天，这首已被删除。</translation>
    </message>
    <message>
      <source>Dango may have begun and charged it; there is no call to stop it</source>
      <translation>团子可能已开始处理并扣费；没有停止的方法</translation>
    </message>
    <message>
      <source>Dango names a storage address that is not safe to send to. Nothing was sent.</source>
      <translation>团子给出的存储地址不安全，没有发送任何内容。</translation>
    </message>
    <message>
      <source>Dango names no address for the download.</source>
      <translation>团子没有给出下载地址。</translation>
    </message>
    <message>
      <source>Dango needs an API token. Enter it under Accounts.</source>
      <translation>团子需要 API 令牌。请在“账号”中填写。</translation>
    </message>
    <message>
      <source>Dango opened no channel for the upload. Nothing was charged.</source>
      <translation>团子没有开通上传通道。没有扣费。</translation>
    </message>
    <message>
      <source>Dango refused (code {code}): {words}</source>
      <translation>团子拒绝（代码 {code}）：{words}</translation>
    </message>
    <message>
      <source>Dango says nothing about the song.</source>
      <translation>团子没有提供这首歌的信息。</translation>
    </message>
    <message>
      <source>Dango says that this upload was used already, so it has most likely started and charged the song, and it offers no way to find it. Check your points there; all that is left is to send the song again, which is charged again.</source>
      <translation>团子称这次上传已被使用过，很可能已经开始处理并扣费，但没有提供查找的方法。请在团子查看点数；剩下的办法只有重新发送歌曲，会再次扣费。</translation>
    </message>
    <message>
      <source>Dango takes files of at most {limit} MB; “{song}” has {size}. Use an MP3, or split it elsewhere.</source>
      <translation>团子最多接受 {limit} MB 的文件；“{song}” 有 {size} MB。请使用 MP3 或换用其他服务。</translation>
    </message>
    <message>
      <source>Dango was told to start, but its answer got lost, so it is unknown whether the song was accepted and charged. Ask again, or send it again.</source>
      <translation>已请求团子开始处理，但回答丢失，不知道歌曲是否已被接受并扣费。请再次询问或重新发送。</translation>
    </message>
    <message>
      <source>Dango 团子</source>
      <translation>Dango 团子</translation>
    </message>
    <message>
      <source>Dango's storage refuses the upload with status {status}.</source>
      <translation>团子的存储拒绝上传（状态 {status}）。</translation>
    </message>
    <message>
      <source>Dango: {words}</source>
      <translation>团子：{words}</translation>
    </message>
    <message>
      <source>Dango: {words} Top up on its open platform, then try again.</source>
      <translation>团子：{words}请在开放平台充值后再试。</translation>
    </message>
    <message>
      <source>Dark</source>
      <translation>深色</translation>
    </message>
    <message>
      <source>Date</source>
      <translation>日期</translation>
    </message>
    <message>
      <source>Default color</source>
      <translation>默认颜色</translation>
    </message>
    <message>
      <source>Default order</source>
      <translation>默认顺序</translation>
    </message>
    <message>
      <source>Delete</source>
      <translation>删除</translation>
    </message>
    <message>
      <source>Delete the selected marker, or mute the selected range</source>
      <translation>删除所选标记，或静音所选区间</translation>
    </message>
    <message>
      <source>Delete “{name}”</source>
      <translation>删除“{name}”</translation>
    </message>
    <message>
      <source>Detected: {bpm} BPM, {sure}</source>
      <translation>检测结果：{bpm} BPM，{sure}</translation>
    </message>
    <message>
      <source>Digital piano</source>
      <translation>电钢琴</translation>
    </message>
    <message>
      <source>Discard the changes</source>
      <translation>放弃修改</translation>
    </message>
    <message>
      <source>Discard the times</source>
      <translation>放弃这些时间</translation>
    </message>
    <message>
      <source>Done</source>
      <translation>完成</translation>
    </message>
    <message>
      <source>Done, failed and cancelled jobs leave the list; their stems stay.</source>
      <translation>从列表中移除已完成、失败和已取消的任务；分轨会保留。</translation>
    </message>
    <message>
      <source>Double bass</source>
      <translation>低音提琴</translation>
    </message>
    <message>
      <source>Double time</source>
      <translation>加倍速度</translation>
    </message>
    <message>
      <source>Double-click to begin a part here.</source>
      <translation>双击可从此处开始一个段落。</translation>
    </message>
    <message>
      <source>Double-click to write what is played here.</source>
      <translation>双击可写下此处的和弦。</translation>
    </message>
    <message>
      <source>Download page</source>
      <translation>下载页面</translation>
    </message>
    <message>
      <source>Download stems</source>
      <translation>下载分轨</translation>
    </message>
    <message>
      <source>Downloaded models</source>
      <translation>已下载的模型</translation>
    </message>
    <message numerus="yes">
      <source>Downloading %n job(s); see the job list below.</source>
      <translation>
        <numerusform>正在取回 %n 个任务，请看窗口下方。</numerusform>
      </translation>
    </message>
    <message>
      <source>Downloads the result from the main server. Free.</source>
      <translation>从主服务器下载结果，不花钱。</translation>
    </message>
    <message>
      <source>Downloads the result from the mirror, for one credit.</source>
      <translation>花一个积分，从别处下载结果。</translation>
    </message>
    <message>
      <source>Drag into a DAW or a folder: the mix as heard (the loop range only, if a loop is on)</source>
      <translation>拖到 DAW 或文件夹：得到您现在听到的声音的文件（循环打开时只含循环部分）</translation>
    </message>
    <message>
      <source>Drag into a DAW or a folder: these notes as MIDI. With several tracks selected, theirs together; with Shift, those of all tracks that show notes.</source>
      <translation>拖到 DAW 或文件夹：得到这些音符的 MIDI 文件。选中多条轨道时，它们的音符在同一个文件里；按住 Shift 则包含所有显示音符的轨道。</translation>
    </message>
    <message>
      <source>Drag into a folder or another program; Ctrl or Shift selects several. Drag the dots to move it.</source>
      <translation>可拖到文件夹或其他程序；按住 Ctrl 或 Shift 可选择多条。拖动圆点可移动轨道。</translation>
    </message>
    <message>
      <source>Drag mix</source>
      <translation>拖出混音</translation>
    </message>
    <message>
      <source>Drop a song anywhere, or select one on the left.</source>
      <translation>把歌曲拖到任意位置，或在左侧选择一首。</translation>
    </message>
    <message>
      <source>Drop songs anywhere</source>
      <translation>把歌曲拖到任意位置</translation>
    </message>
    <message>
      <source>Drop to add to your songs</source>
      <translation>松开即可添加到歌曲</translation>
    </message>
    <message>
      <source>Drop to split from the link</source>
      <translation>松开即可从链接分离</translation>
    </message>
    <message>
      <source>Drum kit, 5 stems</source>
      <translation>架子鼓（5 个音轨）</translation>
    </message>
    <message>
      <source>Drums</source>
      <translation>鼓</translation>
    </message>
    <message>
      <source>Drums are written down all the same.</source>
      <translation>没有它也能记下鼓的音符。</translation>
    </message>
    <message>
      <source>E-mail</source>
      <translation>电子邮箱</translation>
    </message>
    <message>
      <source>Each pass of the loop is a little faster, up to the tempo below</source>
      <translation>每循环一次稍快一些，直到下面的速度</translation>
    </message>
    <message>
      <source>Each with the model chosen there. Nothing is sent or charged before you split.</source>
      <translation>各服务均按其当前所选模型比较。点击“分离”之前，不会发送歌曲，也不会产生费用。</translation>
    </message>
    <message>
      <source>Earlier jobs</source>
      <translation>以前的任务</translation>
    </message>
    <message>
      <source>Edit</source>
      <translation>编辑</translation>
    </message>
    <message>
      <source>Edit a chord</source>
      <translation>编辑和弦</translation>
    </message>
    <message>
      <source>Edit a section</source>
      <translation>编辑段落</translation>
    </message>
    <message>
      <source>Edit lyrics</source>
      <translation>编辑歌词</translation>
    </message>
    <message>
      <source>Effects</source>
      <translation>音效</translation>
    </message>
    <message>
      <source>Electric guitar</source>
      <translation>电吉他</translation>
    </message>
    <message>
      <source>End tempo</source>
      <translation>结束速度</translation>
    </message>
    <message>
      <source>Ensembles</source>
      <translation>组合模型</translation>
    </message>
    <message>
      <source>Everybody can hear the result: MVSEP publishes it on its demo page.</source>
      <translation>任何人都能听到结果：MVSEP 会将其公开在演示页面上。</translation>
    </message>
    <message>
      <source>Everything except vocals</source>
      <translation>除人声外的全部</translation>
    </message>
    <message>
      <source>Examples</source>
      <translation>示例</translation>
    </message>
    <message>
      <source>Expected time</source>
      <translation>预计用时</translation>
    </message>
    <message>
      <source>Experimental</source>
      <translation>实验性</translation>
    </message>
    <message>
      <source>Export</source>
      <translation>导出</translation>
    </message>
    <message>
      <source>Export MIDI…</source>
      <translation>导出 MIDI…</translation>
    </message>
    <message>
      <source>Export chart</source>
      <translation>导出和弦谱</translation>
    </message>
    <message>
      <source>Export chart…</source>
      <translation>导出和弦谱…</translation>
    </message>
    <message>
      <source>Export progress</source>
      <translation>导出进度</translation>
    </message>
    <message>
      <source>Export the mix as heard</source>
      <translation>导出当前听到的混音</translation>
    </message>
    <message>
      <source>Export this part…</source>
      <translation>导出此段落…</translation>
    </message>
    <message>
      <source>Export this stem…</source>
      <translation>导出此分轨…</translation>
    </message>
    <message>
      <source>Export {stem}</source>
      <translation>导出 {stem}</translation>
    </message>
    <message>
      <source>Exporting “{name}” …</source>
      <translation>正在导出“{name}”…</translation>
    </message>
    <message>
      <source>Export…</source>
      <translation>导出…</translation>
    </message>
    <message>
      <source>FLAC, 16 bit</source>
      <translation>FLAC，16 位</translation>
    </message>
    <message>
      <source>FLAC, 24 bit</source>
      <translation>FLAC，24 位</translation>
    </message>
    <message>
      <source>Faster by</source>
      <translation>加快</translation>
    </message>
    <message>
      <source>Favourite</source>
      <translation>收藏</translation>
    </message>
    <message>
      <source>Favourites</source>
      <translation>收藏</translation>
    </message>
    <message>
      <source>Female vocals</source>
      <translation>女声</translation>
    </message>
    <message>
      <source>File</source>
      <translation>文件</translation>
    </message>
    <message>
      <source>Filter by name</source>
      <translation>只看名称含有</translation>
    </message>
    <message>
      <source>Filter by name …</source>
      <translation>只看名称含有…</translation>
    </message>
    <message>
      <source>Find lyrics</source>
      <translation>查找歌词</translation>
    </message>
    <message>
      <source>Find lyrics…</source>
      <translation>查找歌词…</translation>
    </message>
    <message>
      <source>Find…</source>
      <translation>查找…</translation>
    </message>
    <message>
      <source>Fine tune</source>
      <translation>微调</translation>
    </message>
    <message>
      <source>Flute</source>
      <translation>长笛</translation>
    </message>
    <message>
      <source>Folder</source>
      <translation>文件夹</translation>
    </message>
    <message>
      <source>Follow the playhead</source>
      <translation>跟随播放位置</translation>
    </message>
    <message numerus="yes">
      <source>For %n link(s)</source>
      <translation>
        <numerusform>%n 个链接</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>For %n selected song(s), {length}</source>
      <translation>
        <numerusform>所选 %n 首歌曲，共 {length}</numerusform>
      </translation>
    </message>
    <message>
      <source>For Bitwig Studio, Cubase and Studio One; the stems are inside</source>
      <translation>用于 Bitwig Studio、Cubase 和 Studio One；音轨包含在内</translation>
    </message>
    <message>
      <source>For this session only</source>
      <translation>仅限本次使用</translation>
    </message>
    <message>
      <source>Format</source>
      <translation>格式</translation>
    </message>
    <message>
      <source>Four networks, each trained on for one stem: the cleanest vocals, drums, bass and other that this computer can make (9.2 dB SDR, say its authors; Spleeter's vocals have 6.9), and four times as slow as HT-Demucs.</source>
      <translation>四个神经网络，各自针对一条音轨继续训练：本机能做到的最干净的人声、鼓、贝斯和其他（作者称 SDR 为 9.2 dB；Spleeter 的人声为 6.9），但比 HT-Demucs 慢四倍。</translation>
    </message>
    <message>
      <source>Free with one job at a time in the queue; premium spends credits by the song's length and runs several at once.</source>
      <translation>排队免费使用，一次一个任务；高级用户按歌曲时长消耗积分，可同时运行多个任务。</translation>
    </message>
    <message>
      <source>French horn</source>
      <translation>圆号</translation>
    </message>
    <message>
      <source>From Dango.ai, where you buy API access.</source>
      <translation>在 Dango.ai 购买 API 后获得。</translation>
    </message>
    <message>
      <source>From the Tencent Cloud console, access management.</source>
      <translation>来自腾讯云控制台的访问管理。</translation>
    </message>
    <message>
      <source>From the Volcengine console, intelligent music.</source>
      <translation>来自火山引擎控制台的智能音乐。</translation>
    </message>
    <message>
      <source>From your profile on mvsep.com, under “API”.</source>
      <translation>在 mvsep.com 个人资料的“API”处。</translation>
    </message>
    <message>
      <source>Full screen</source>
      <translation>全屏</translation>
    </message>
    <message>
      <source>Full screen chords</source>
      <translation>全屏显示和弦</translation>
    </message>
    <message>
      <source>Generate</source>
      <translation>生成</translation>
    </message>
    <message>
      <source>Get</source>
      <translation>下载</translation>
    </message>
    <message>
      <source>Get access to its API: you are given an API token.</source>
      <translation>开通 API，获得 API 令牌。</translation>
    </message>
    <message>
      <source>Get it and split</source>
      <translation>获取并分离</translation>
    </message>
    <message>
      <source>Get the file for chords</source>
      <translation>获取和弦模型文件</translation>
    </message>
    <message>
      <source>Get {model}</source>
      <translation>下载 {model}</translation>
    </message>
    <message>
      <source>Getting a trained file of {size} MB for notes, which stays on this computer…</source>
      <translation>正在获取识别音符所需的 {size} MB 模型文件，它只保存在这台电脑上…</translation>
    </message>
    <message>
      <source>Getting the file for chords… {percent} %</source>
      <translation>正在获取和弦模型文件… {percent} %</translation>
    </message>
    <message>
      <source>Getting the file for notes… {percent} %</source>
      <translation>正在获取音符模型文件… {percent} %</translation>
    </message>
    <message>
      <source>Getting {model}</source>
      <translation>正在下载 {model}</translation>
    </message>
    <message>
      <source>Give the line the playhead's time</source>
      <translation>把播放头的时间给这一行</translation>
    </message>
    <message>
      <source>Go to end</source>
      <translation>跳到结尾</translation>
    </message>
    <message>
      <source>Go to start</source>
      <translation>跳到开头</translation>
    </message>
    <message>
      <source>Go to start, go to end</source>
      <translation>跳到开头、跳到结尾</translation>
    </message>
    <message>
      <source>Goes on where it stopped. Nothing is charged again.</source>
      <translation>从停下的地方继续，不会再次收费。</translation>
    </message>
    <message>
      <source>Gray</source>
      <translation>灰色</translation>
    </message>
    <message>
      <source>Green</source>
      <translation>绿色</translation>
    </message>
    <message>
      <source>Guitar</source>
      <translation>吉他</translation>
    </message>
    <message>
      <source>HQ models</source>
      <translation>高质量模型</translation>
    </message>
    <message>
      <source>HT-Demucs</source>
      <translation>HT-Demucs</translation>
    </message>
    <message>
      <source>HT-Demucs, downloaded once</source>
      <translation>HT-Demucs（只需下载一次）</translation>
    </message>
    <message>
      <source>HT-Demucs, fine-tuned</source>
      <translation>HT-Demucs 微调版</translation>
    </message>
    <message>
      <source>HT-Demucs, six stems</source>
      <translation>HT-Demucs 六轨</translation>
    </message>
    <message>
      <source>Half time</source>
      <translation>减半速度</translation>
    </message>
    <message>
      <source>Hardware acceleration</source>
      <translation>硬件加速</translation>
    </message>
    <message>
      <source>Header</source>
      <translation>请求头</translation>
    </message>
    <message>
      <source>Help</source>
      <translation>帮助</translation>
    </message>
    <message>
      <source>Hi-hat</source>
      <translation>踩镲</translation>
    </message>
    <message>
      <source>Hide the jobs</source>
      <translation>收起任务</translation>
    </message>
    <message>
      <source>Highest peak: none yet</source>
      <translation>最高峰值：尚无</translation>
    </message>
    <message>
      <source>Highest peak: {level}, above full scale. Click to reset.</source>
      <translation>最高峰值：{level}，超过满刻度。单击可重置。</translation>
    </message>
    <message>
      <source>Highest peak: {level}. Click to reset.</source>
      <translation>最高峰值：{level}。单击可重置。</translation>
    </message>
    <message>
      <source>History</source>
      <translation>历史记录</translation>
    </message>
    <message>
      <source>How to get an account</source>
      <translation>如何获得账号</translation>
    </message>
    <message>
      <source>If Dango has begun after all, it is charged a second time.</source>
      <translation>如果团子其实已开始处理，会再次扣费。</translation>
    </message>
    <message>
      <source>If MVSEP has accepted it after all, or still will, it is charged a second time.</source>
      <translation>如果 MVSEP 其实已经接受（或稍后接受），会再收一次费。</translation>
    </message>
    <message>
      <source>If Tencent has accepted it after all, it is charged twice.</source>
      <translation>如果腾讯其实已接受，会重复扣费。</translation>
    </message>
    <message>
      <source>In Media Lab, bind a repository to the bucket: its id is the content id.</source>
      <translation>在 Media Lab 中将仓库绑定到该存储桶：仓库 ID 即 Content ID。</translation>
    </message>
    <message>
      <source>In the Tencent Cloud console, under access management, make a SecretId and a SecretKey.</source>
      <translation>在腾讯云控制台的“访问管理”中创建 SecretId 和 SecretKey。</translation>
    </message>
    <message>
      <source>In the Volcengine console, open intelligent music and make an application: it has an AppKey.</source>
      <translation>在火山引擎控制台打开“智能音乐”并创建应用，其中有 AppKey。</translation>
    </message>
    <message>
      <source>Increase if you hear dropouts</source>
      <translation>若出现断音请调大</translation>
    </message>
    <message>
      <source>Individual stems (audible)</source>
      <translation>各个分轨（可听的）</translation>
    </message>
    <message>
      <source>Insert a chord here…</source>
      <translation>在此插入和弦…</translation>
    </message>
    <message>
      <source>Instead of “{name}” a web page came. Nothing was lost; try again later.</source>
      <translation>收到的不是“{name}”，而是一个网页。什么也没丢，请稍后再试。</translation>
    </message>
    <message>
      <source>Instrumental</source>
      <translation>伴奏</translation>
    </message>
    <message>
      <source>Instrumental part</source>
      <translation>器乐段</translation>
    </message>
    <message>
      <source>Interlude</source>
      <translation>间奏</translation>
    </message>
    <message>
      <source>Intro</source>
      <translation>前奏</translation>
    </message>
    <message>
      <source>It is not in MVSEP's history.</source>
      <translation>MVSEP 的历史记录里没有它。</translation>
    </message>
    <message>
      <source>Its stems can be played.</source>
      <translation>可以播放分离后的音轨了。</translation>
    </message>
    <message>
      <source>Jobs</source>
      <translation>任务</translation>
    </message>
    <message>
      <source>Jobs in progress and finished jobs appear here.</source>
      <translation>正在进行和已完成的任务会显示在这里。</translation>
    </message>
    <message>
      <source>Jobs of this account, including those from the service's own page. Downloading them again is free.</source>
      <translation>用这个账号分离过的歌曲，包括在网站上分离的。重新取回不花钱。</translation>
    </message>
    <message>
      <source>Karaoke</source>
      <translation>卡拉 OK</translation>
    </message>
    <message>
      <source>Karaoke on the full screen</source>
      <translation>全屏卡拉OK</translation>
    </message>
    <message>
      <source>Keep the lyrics</source>
      <translation>保留歌词</translation>
    </message>
    <message>
      <source>Keep the times</source>
      <translation>保留时间</translation>
    </message>
    <message>
      <source>Keeps the stems although their length differs from the song's.</source>
      <translation>保留这些音轨，尽管它们与歌曲长度不同。</translation>
    </message>
    <message>
      <source>Keyboard shortcuts</source>
      <translation>键盘快捷键</translation>
    </message>
    <message>
      <source>Keys</source>
      <translation>快捷键</translation>
    </message>
    <message>
      <source>Kick</source>
      <translation>底鼓</translation>
    </message>
    <message>
      <source>LRCLIB (lrclib.net) is a free, public collection of lyrics. Only the lines below are sent there: no sound, no file and nothing about you.</source>
      <translation>LRCLIB（lrclib.net）是一个免费的公共歌词库。只会发送下面几项内容：不发送声音、文件，也不发送任何关于您的信息。</translation>
    </message>
    <message>
      <source>LRCLIB has no lyrics for this song. Another spelling of the title or the artist may help.</source>
      <translation>LRCLIB 没有这首歌的歌词。换一种歌名或艺人的写法也许能找到。</translation>
    </message>
    <message>
      <source>LRCLIB has this song as an instrumental: nobody sings in it.</source>
      <translation>LRCLIB 将这首歌标为纯音乐：没有人声演唱。</translation>
    </message>
    <message>
      <source>Lanes</source>
      <translation>音轨</translation>
    </message>
    <message>
      <source>Language</source>
      <translation>语言</translation>
    </message>
    <message>
      <source>Large chords</source>
      <translation>大字和弦</translation>
    </message>
    <message>
      <source>Last used</source>
      <translation>最近使用</translation>
    </message>
    <message>
      <source>Latency</source>
      <translation>延迟</translation>
    </message>
    <message>
      <source>Lead and backing vocals</source>
      <translation>主唱与和声</translation>
    </message>
    <message>
      <source>Lead guitar</source>
      <translation>主音吉他</translation>
    </message>
    <message>
      <source>Lead vocals</source>
      <translation>主唱</translation>
    </message>
    <message>
      <source>Leaderboard</source>
      <translation>排行榜</translation>
    </message>
    <message>
      <source>Leaderboards</source>
      <translation>排行榜</translation>
    </message>
    <message>
      <source>Length</source>
      <translation>时长</translation>
    </message>
    <message>
      <source>Less</source>
      <translation>收起</translation>
    </message>
    <message>
      <source>Level in dB</source>
      <translation>电平（dB）</translation>
    </message>
    <message>
      <source>Level of the selected track, by 0.1 dB</source>
      <translation>所选轨道的电平，每次 0.1 dB</translation>
    </message>
    <message>
      <source>Level of the selected track, by 1 dB</source>
      <translation>所选轨道的电平，每次 1 dB</translation>
    </message>
    <message>
      <source>Level of {stem} in dB</source>
      <translation>{stem} 的电平（dB）</translation>
    </message>
    <message>
      <source>Light</source>
      <translation>浅色</translation>
    </message>
    <message>
      <source>Links cannot be split. Download the song and drop the file.</source>
      <translation>无法分离链接。请先下载歌曲，再把文件拖进来。</translation>
    </message>
    <message>
      <source>Links need a service that fetches them: choose another one above, or download the song first.</source>
      <translation>链接需要会下载它的服务：请在上面另选一个，或先下载歌曲。</translation>
    </message>
    <message>
      <source>Listen</source>
      <translation>试听</translation>
    </message>
    <message>
      <source>Listen to the example</source>
      <translation>试听示例</translation>
    </message>
    <message>
      <source>Listen to {song}</source>
      <translation>试听 {song}</translation>
    </message>
    <message>
      <source>Listening for chords…</source>
      <translation>正在识别和弦…</translation>
    </message>
    <message>
      <source>Listening for chords… {percent} %</source>
      <translation>正在识别和弦… {percent} %</translation>
    </message>
    <message>
      <source>Listening for notes</source>
      <translation>正在识别音符</translation>
    </message>
    <message>
      <source>Listening for notes: {stem}</source>
      <translation>正在识别音符：{stem}</translation>
    </message>
    <message>
      <source>Listening for sections…</source>
      <translation>正在识别段落…</translation>
    </message>
    <message>
      <source>Listening to this song failed.</source>
      <translation>无法分析这首歌。</translation>
    </message>
    <message>
      <source>Log folder</source>
      <translation>日志文件夹</translation>
    </message>
    <message>
      <source>Log in</source>
      <translation>登录</translation>
    </message>
    <message>
      <source>Log in to {name}</source>
      <translation>登录 {name}</translation>
    </message>
    <message>
      <source>Logged in. The password was not kept.</source>
      <translation>已登录。密码没有保存。</translation>
    </message>
    <message>
      <source>Long file names</source>
      <translation>长文件名</translation>
    </message>
    <message>
      <source>Looking for lyrics…</source>
      <translation>正在查找歌词…</translation>
    </message>
    <message>
      <source>Looks for it in MVSEP's history. Free.</source>
      <translation>在 MVSEP 的历史记录里查找，不花钱。</translation>
    </message>
    <message>
      <source>Loop</source>
      <translation>循环</translation>
    </message>
    <message>
      <source>Loop between the markers here</source>
      <translation>循环此处两个标记之间</translation>
    </message>
    <message>
      <source>Loop end at the playhead</source>
      <translation>将循环终点设为播放头位置</translation>
    </message>
    <message>
      <source>Loop end here</source>
      <translation>循环终点设在此处</translation>
    </message>
    <message>
      <source>Loop four bars from here</source>
      <translation>从这里循环四小节</translation>
    </message>
    <message>
      <source>Loop line</source>
      <translation>循环此行</translation>
    </message>
    <message>
      <source>Loop off</source>
      <translation>关闭循环</translation>
    </message>
    <message>
      <source>Loop on</source>
      <translation>开启循环</translation>
    </message>
    <message>
      <source>Loop on or off</source>
      <translation>循环开/关</translation>
    </message>
    <message>
      <source>Loop on or off (L). Drag in the ruler to set the range.</source>
      <translation>开启或关闭循环 (L)。在标尺上拖动设定范围。</translation>
    </message>
    <message>
      <source>Loop range only</source>
      <translation>仅循环区间</translation>
    </message>
    <message>
      <source>Loop start at the playhead</source>
      <translation>将循环起点设为播放头位置</translation>
    </message>
    <message>
      <source>Loop start here</source>
      <translation>循环起点设在此处</translation>
    </message>
    <message>
      <source>Loop start or end at the playhead</source>
      <translation>循环起点/终点设在播放位置</translation>
    </message>
    <message>
      <source>Loop the chosen lines</source>
      <translation>循环所选行</translation>
    </message>
    <message>
      <source>Loop the part at the playhead</source>
      <translation>循环播放头所在的段落</translation>
    </message>
    <message>
      <source>Loop this chord</source>
      <translation>循环此和弦</translation>
    </message>
    <message>
      <source>Loop this part</source>
      <translation>循环此段落</translation>
    </message>
    <message>
      <source>Loop this range</source>
      <translation>循环此区间</translation>
    </message>
    <message>
      <source>Loop this range and export it</source>
      <translation>循环并导出此区间</translation>
    </message>
    <message>
      <source>Loop to the next marker</source>
      <translation>循环到下一个标记</translation>
    </message>
    <message>
      <source>Loop {number}</source>
      <translation>循环 {number}</translation>
    </message>
    <message>
      <source>Loop {part}</source>
      <translation>循环 {part}</translation>
    </message>
    <message>
      <source>Loop {start} – {end}</source>
      <translation>循环 {start} – {end}</translation>
    </message>
    <message>
      <source>Loop {start}–{end}</source>
      <translation>循环 {start}–{end}</translation>
    </message>
    <message>
      <source>Loops</source>
      <translation>循环</translation>
    </message>
    <message>
      <source>Loops and markers</source>
      <translation>循环和标记</translation>
    </message>
    <message>
      <source>Louder by 0.1 dB</source>
      <translation>音量提高 0.1 dB</translation>
    </message>
    <message>
      <source>Louder by 1 dB</source>
      <translation>音量提高 1 dB</translation>
    </message>
    <message>
      <source>Lyrics</source>
      <translation>歌词</translation>
    </message>
    <message>
      <source>Lyrics beside the tracks</source>
      <translation>在音轨旁显示歌词</translation>
    </message>
    <message>
      <source>Lyrics lines</source>
      <translation>歌词行</translation>
    </message>
    <message>
      <source>Lyrics of the chosen song</source>
      <translation>所选歌曲的歌词</translation>
    </message>
    <message>
      <source>Lyrics pane</source>
      <translation>歌词面板</translation>
    </message>
    <message>
      <source>Lyrics source</source>
      <translation>歌词来源</translation>
    </message>
    <message>
      <source>Lyrics text</source>
      <translation>歌词文本</translation>
    </message>
    <message>
      <source>M4A</source>
      <translation>M4A</translation>
    </message>
    <message>
      <source>M4A (AAC), 256 kbit/s</source>
      <translation>M4A (AAC),256 kbit/s</translation>
    </message>
    <message>
      <source>MIDI</source>
      <translation>MIDI</translation>
    </message>
    <message>
      <source>MP3, 320 kbit/s</source>
      <translation>MP3,320 kbit/s</translation>
    </message>
    <message>
      <source>MVSEP</source>
      <translation>MVSEP</translation>
    </message>
    <message>
      <source>MVSEP answered with something that cannot be read (status {status}). Try again later.</source>
      <translation>MVSEP 的回答无法读取（状态 {status}）。请稍后再试。</translation>
    </message>
    <message>
      <source>MVSEP could not split it and does not say why.</source>
      <translation>MVSEP 没能分离它，也没有说明原因。</translation>
    </message>
    <message>
      <source>MVSEP could not split it: {words}</source>
      <translation>MVSEP 没能分离它：{words}</translation>
    </message>
    <message>
      <source>MVSEP did not let you in: {words}</source>
      <translation>MVSEP 没有让你登录：{words}</translation>
    </message>
    <message>
      <source>MVSEP did not stop it, so its credits may be spent: {reason}</source>
      <translation>MVSEP 没有停止它，积分可能已经花掉：{reason}</translation>
    </message>
    <message>
      <source>MVSEP does not accept this API token ({words}). Copy it anew from your profile on mvsep.com, or log in.</source>
      <translation>MVSEP 不接受这个 API 令牌（{words}）。请在 mvsep.com 的个人资料中重新复制，或者登录。</translation>
    </message>
    <message>
      <source>MVSEP does not have this result any more; it keeps results for about {hours} hours.</source>
      <translation>MVSEP 已经没有这个结果了；它大约保留 {hours} 小时。</translation>
    </message>
    <message>
      <source>MVSEP has begun, so the credits are spent; the result will be there for about {hours} hours: a retry fetches it, and nothing is charged again</source>
      <translation>MVSEP 已开始处理，积分已扣除；结果大约保留 {hours} 小时：重试即可取回，不会再次扣费</translation>
    </message>
    <message>
      <source>MVSEP has no switch {key}.</source>
      <translation>MVSEP 没有开关 {key}。</translation>
    </message>
    <message>
      <source>MVSEP knows this account but gives it no API token yet. Confirm your e-mail address with the link that MVSEP has sent you, then log in again.</source>
      <translation>MVSEP 认识这个账号，但还没有给它 API 令牌。请用 MVSEP 发来的链接确认邮箱，然后重新登录。</translation>
    </message>
    <message>
      <source>MVSEP may have accepted it: look at the history there, and cancel it there if you can</source>
      <translation>MVSEP 可能已经接受了：请查看那里的历史记录，可以的话在那里取消</translation>
    </message>
    <message>
      <source>MVSEP needs an API token. Paste it under Accounts or log in there (or: stemdesk account login mvsep).</source>
      <translation>MVSEP 需要 API 令牌。请在“账号”中粘贴，或在那里登录（也可以用：stemdesk account login mvsep）。</translation>
    </message>
    <message>
      <source>MVSEP refuses the file as too large. {words}</source>
      <translation>MVSEP 嫌文件太大而拒绝。{words}</translation>
    </message>
    <message>
      <source>MVSEP says that it is done with the link, but not what became of it.</source>
      <translation>MVSEP 称已处理完该链接，但没有说明结果。</translation>
    </message>
    <message>
      <source>MVSEP says that the result is ready, but lists no files. Try again later.</source>
      <translation>MVSEP 说结果好了，却没有列出文件。请稍后再试。</translation>
    </message>
    <message>
      <source>MVSEP says: {words}</source>
      <translation>MVSEP 说：{words}</translation>
    </message>
    <message>
      <source>MVSEP's list of models cannot be read. Its page may be under maintenance.</source>
      <translation>MVSEP 的模型列表无法读取，可能正在维护。</translation>
    </message>
    <message>
      <source>Main server</source>
      <translation>主服务器</translation>
    </message>
    <message>
      <source>Make a storage bucket (COS), and note its name with the number, and its region.</source>
      <translation>创建存储桶（COS），记下带编号的名称和所在地域。</translation>
    </message>
    <message>
      <source>Make an AccessKey with its SecretKey in the same console.</source>
      <translation>在同一控制台创建 AccessKey 及其 SecretKey。</translation>
    </message>
    <message>
      <source>Male and female vocals</source>
      <translation>男声与女声</translation>
    </message>
    <message>
      <source>Male vocals</source>
      <translation>男声</translation>
    </message>
    <message>
      <source>Marker {number}</source>
      <translation>标记 {number}</translation>
    </message>
    <message>
      <source>Markers</source>
      <translation>标记</translation>
    </message>
    <message>
      <source>Match</source>
      <translation>匹配</translation>
    </message>
    <message>
      <source>Media Lab accepts the SecretId and SecretKey.</source>
      <translation>Media Lab 接受该 SecretId 和 SecretKey。</translation>
    </message>
    <message>
      <source>Media Lab, with your own storage bucket</source>
      <translation>多媒体实验室，使用自己的存储桶</translation>
    </message>
    <message>
      <source>Medley Vox</source>
      <translation>Medley Vox</translation>
    </message>
    <message>
      <source>Menu</source>
      <translation>菜单</translation>
    </message>
    <message>
      <source>Merge with the next</source>
      <translation>与下一个合并</translation>
    </message>
    <message>
      <source>Metronome</source>
      <translation>节拍器</translation>
    </message>
    <message>
      <source>Metronome on</source>
      <translation>开启节拍器</translation>
    </message>
    <message>
      <source>Metronome, count-in, speed trainer, beats, key</source>
      <translation>节拍器、预备拍、速度训练、节拍、调</translation>
    </message>
    <message>
      <source>Mirror again</source>
      <translation>再用镜像</translation>
    </message>
    <message>
      <source>Mix</source>
      <translation>混音</translation>
    </message>
    <message>
      <source>Mix as heard</source>
      <translation>当前听到的混音</translation>
    </message>
    <message>
      <source>Model</source>
      <translation>模型</translation>
    </message>
    <message>
      <source>Models</source>
      <translation>模型</translation>
    </message>
    <message>
      <source>Mono</source>
      <translation>单声道</translation>
    </message>
    <message>
      <source>More</source>
      <translation>更多</translation>
    </message>
    <message>
      <source>More models</source>
      <translation>更多模型</translation>
    </message>
    <message>
      <source>Most used</source>
      <translation>使用最多</translation>
    </message>
    <message>
      <source>Move a chord</source>
      <translation>移动和弦</translation>
    </message>
    <message>
      <source>Move a marker</source>
      <translation>移动标记</translation>
    </message>
    <message>
      <source>Move a section</source>
      <translation>移动段落</translation>
    </message>
    <message>
      <source>Move down</source>
      <translation>下移</translation>
    </message>
    <message>
      <source>Move stems to the trash…</source>
      <translation>将分轨移到废纸篓…</translation>
    </message>
    <message>
      <source>Move the nearest beat here</source>
      <translation>将最近的拍移到此处</translation>
    </message>
    <message>
      <source>Move the selected track up or down</source>
      <translation>上移或下移所选轨道</translation>
    </message>
    <message numerus="yes">
      <source>Move the stems of %n result(s) to the trash?</source>
      <translation>
        <numerusform>将 %n 个结果的分轨移到废纸篓？</numerusform>
      </translation>
    </message>
    <message>
      <source>Move the track down</source>
      <translation>下移音轨</translation>
    </message>
    <message>
      <source>Move the track up</source>
      <translation>上移音轨</translation>
    </message>
    <message>
      <source>Move to the trash</source>
      <translation>移到废纸篓</translation>
    </message>
    <message>
      <source>Move up</source>
      <translation>上移</translation>
    </message>
    <message>
      <source>Move {what} to the trash</source>
      <translation>将{what}移到废纸篓</translation>
    </message>
    <message>
      <source>Multisong</source>
      <translation>Multisong</translation>
    </message>
    <message>
      <source>Music</source>
      <translation>音乐</translation>
    </message>
    <message>
      <source>Mute</source>
      <translation>静音</translation>
    </message>
    <message>
      <source>Mute or solo the selected track</source>
      <translation>静音或独奏所选音轨</translation>
    </message>
    <message>
      <source>Mute range</source>
      <translation>静音区间</translation>
    </message>
    <message>
      <source>Mute the selected track</source>
      <translation>将所选音轨静音</translation>
    </message>
    <message>
      <source>Mute {stem}</source>
      <translation>静音 {stem}</translation>
    </message>
    <message>
      <source>Mute {stem} in the loop</source>
      <translation>在循环中静音{stem}</translation>
    </message>
    <message>
      <source>Mute {stem} in this range</source>
      <translation>在此区间静音{stem}</translation>
    </message>
    <message>
      <source>N.C.</source>
      <translation>N.C.</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>名称</translation>
    </message>
    <message>
      <source>Name of the loop</source>
      <translation>循环名称</translation>
    </message>
    <message>
      <source>Name of the marker</source>
      <translation>标记名称</translation>
    </message>
    <message>
      <source>Name of the track</source>
      <translation>轨道名称</translation>
    </message>
    <message>
      <source>Named, coloured tracks and markers, saved beside the stems</source>
      <translation>带名称和颜色的轨道与标记，存放在音轨旁边</translation>
    </message>
    <message>
      <source>Native Instruments Stems</source>
      <translation>Native Instruments Stems</translation>
    </message>
    <message>
      <source>Needs no song.</source>
      <translation>不需要歌曲。</translation>
    </message>
    <message>
      <source>New name</source>
      <translation>新名称</translation>
    </message>
    <message>
      <source>New ones are proposed from where the vocals sing. Undo brings the old ones back.</source>
      <translation>新的时间将根据人声演唱的位置建议。撤销可以恢复原来的时间。</translation>
    </message>
    <message>
      <source>News</source>
      <translation>新闻</translation>
    </message>
    <message>
      <source>Next chord</source>
      <translation>下一个和弦</translation>
    </message>
    <message>
      <source>Next marker</source>
      <translation>下一个标记</translation>
    </message>
    <message>
      <source>Next part</source>
      <translation>下一段</translation>
    </message>
    <message>
      <source>No account yet. Open its page.</source>
      <translation>还没有账号。打开账号页面。</translation>
    </message>
    <message>
      <source>No bars are known in this song. Type a time: 1:23.4</source>
      <translation>这首歌没有检测到小节。请输入时间：1:23.4</translation>
    </message>
    <message>
      <source>No jobs with this account yet.</source>
      <translation>这个账号还没有分离过歌曲。</translation>
    </message>
    <message>
      <source>No lyrics</source>
      <translation>没有歌词</translation>
    </message>
    <message>
      <source>No lyrics yet</source>
      <translation>还没有歌词</translation>
    </message>
    <message>
      <source>No matching model. Remove a filter.</source>
      <translation>没有符合的模型，请去掉一个筛选条件。</translation>
    </message>
    <message>
      <source>No measured model of that name.</source>
      <translation>没有测过这个名字的模型。</translation>
    </message>
    <message>
      <source>No notes found in {stems}.</source>
      <translation>在{stems}中未找到音符。</translation>
    </message>
    <message>
      <source>No presets yet</source>
      <translation>还没有预设</translation>
    </message>
    <message>
      <source>No song is selected: prices are by the minute.</source>
      <translation>未选择歌曲：价格按分钟显示。</translation>
    </message>
    <message>
      <source>No songs by their names; they are looked into when you drop them</source>
      <translation>从文件名看不是歌曲；松开后会检查内容</translation>
    </message>
    <message>
      <source>No sound card is ready to play. Plug in or switch on speakers or headphones, then press Play again.</source>
      <translation>没有可用的声卡。请接上或打开音箱、耳机，再按播放。</translation>
    </message>
    <message>
      <source>Nobody is heard singing in the vocals.</source>
      <translation>人声音轨里听不到演唱。</translation>
    </message>
    <message>
      <source>None of these is surely this song. Choose one, or close.</source>
      <translation>无法确定其中哪一首是这首歌。请选择一首，或关闭。</translation>
    </message>
    <message>
      <source>Normalize to</source>
      <translation>响度标准化</translation>
    </message>
    <message>
      <source>Not in it: {what}.</source>
      <translation>不包含：{what}。</translation>
    </message>
    <message>
      <source>Not separated yet.</source>
      <translation>尚未分离。</translation>
    </message>
    <message>
      <source>Not separated yet. Playback goes on here as soon as it is.</source>
      <translation>这里尚未分离，分离完成后会从此处自动继续播放。</translation>
    </message>
    <message>
      <source>Notes</source>
      <translation>音符</translation>
    </message>
    <message>
      <source>Notes are shown over a song that is in the list and can be played.</source>
      <translation>音符会显示在歌曲上方，但歌曲须在列表中并且可以播放。</translation>
    </message>
    <message>
      <source>Notes of {stem}</source>
      <translation>{stem} 的音符</translation>
    </message>
    <message>
      <source>Nothing is stored for this service.</source>
      <translation>没有为此服务保存任何内容。</translation>
    </message>
    <message>
      <source>Nothing loaded</source>
      <translation>尚未加载</translation>
    </message>
    <message>
      <source>Nothing to do: the start tempo is not below the end tempo.</source>
      <translation>无需加速：起始速度不低于结束速度。</translation>
    </message>
    <message>
      <source>Nothing was given, so nothing was stored.</source>
      <translation>没有输入任何内容，因此没有保存。</translation>
    </message>
    <message>
      <source>Nothing was stored.</source>
      <translation>没有保存过内容。</translation>
    </message>
    <message>
      <source>Notify me when a job finishes in the background</source>
      <translation>任务在后台完成时通知我</translation>
    </message>
    <message>
      <source>Oboe</source>
      <translation>双簧管</translation>
    </message>
    <message>
      <source>Ogg Vorbis, high quality</source>
      <translation>Ogg Vorbis，高质量</translation>
    </message>
    <message>
      <source>Old models</source>
      <translation>旧模型</translation>
    </message>
    <message>
      <source>On the beat, while it plays: from the fourth tap on, they are the tempo and the beats</source>
      <translation>播放时跟着节拍点按：从第四下起，速度和节拍以此为准</translation>
    </message>
    <message>
      <source>On this computer</source>
      <translation>本机</translation>
    </message>
    <message>
      <source>One file per stem, with its level and pan</source>
      <translation>每条音轨一个文件，保留音量和声像</translation>
    </message>
    <message>
      <source>One file, with levels, mutes, solos and pans applied</source>
      <translation>一个文件，音量、静音、独奏和声像均保持现状</translation>
    </message>
    <message>
      <source>One network for vocals, drums, bass and other, far cleaner than signal processing (9.0 dB SDR, say its authors). Takes longer than Spleeter, and more memory.</source>
      <translation>一个神经网络分出人声、鼓、贝斯和其他，比信号处理干净得多（作者称 SDR 为 9.0 dB）。比 Spleeter 耗时更长，占用内存更多。</translation>
    </message>
    <message>
      <source>Only without AccessKey and SecretKey.</source>
      <translation>仅在没有 AccessKey 和 SecretKey 时填写。</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>打开</translation>
    </message>
    <message>
      <source>Open Dango's open platform (开放平台) and top up your balance there.</source>
      <translation>打开团子开放平台并充值。</translation>
    </message>
    <message>
      <source>Open its API page: it shows your API token.</source>
      <translation>打开该网站的 API 页面，上面会显示您的 API 令牌。</translation>
    </message>
    <message>
      <source>Open {document}</source>
      <translation>打开 {document}</translation>
    </message>
    <message>
      <source>Open {page}</source>
      <translation>打开 {page}</translation>
    </message>
    <message>
      <source>Opens in the player</source>
      <translation>在播放器中打开</translation>
    </message>
    <message>
      <source>Or log in, and the token is fetched for you. The password is never stored.</source>
      <translation>或者登录，令牌会自动取来。密码绝不保存。</translation>
    </message>
    <message>
      <source>Orange</source>
      <translation>橙色</translation>
    </message>
    <message>
      <source>Order of the models</source>
      <translation>模型的顺序</translation>
    </message>
    <message>
      <source>Organ</source>
      <translation>风琴</translation>
    </message>
    <message>
      <source>Original</source>
      <translation>原曲</translation>
    </message>
    <message>
      <source>Original instead of the stems</source>
      <translation>听原曲而不是音轨</translation>
    </message>
    <message>
      <source>Original minus the audible stems: what the separation lost or smeared (R)</source>
      <translation>原曲减去当前可听的分轨：听到的就是分离中丢失或模糊的部分 (R)</translation>
    </message>
    <message>
      <source>Other</source>
      <translation>其他</translation>
    </message>
    <message>
      <source>Other color…</source>
      <translation>其他颜色…</translation>
    </message>
    <message>
      <source>Other folder…</source>
      <translation>其他文件夹…</translation>
    </message>
    <message>
      <source>Output</source>
      <translation>输出格式</translation>
    </message>
    <message>
      <source>Output device disconnected; now using {name}.</source>
      <translation>输出设备已断开，现在使用 {name}。</translation>
    </message>
    <message>
      <source>Output folder</source>
      <translation>输出文件夹</translation>
    </message>
    <message>
      <source>Outro</source>
      <translation>尾奏</translation>
    </message>
    <message>
      <source>Page to print (*.pdf)</source>
      <translation>打印页 (*.pdf)</translation>
    </message>
    <message>
      <source>Pan</source>
      <translation>声像</translation>
    </message>
    <message>
      <source>Pan of the selected track</source>
      <translation>所选轨道的声像</translation>
    </message>
    <message>
      <source>Pan of {stem}, left or right</source>
      <translation>{stem} 的声像，左或右</translation>
    </message>
    <message>
      <source>Pan to the left</source>
      <translation>声像向左</translation>
    </message>
    <message>
      <source>Pan to the right</source>
      <translation>声像向右</translation>
    </message>
    <message>
      <source>Pan {stem}</source>
      <translation>{stem} 声像</translation>
    </message>
    <message>
      <source>Password</source>
      <translation>密码</translation>
    </message>
    <message>
      <source>Paste all three here; StemDesk makes the tokens itself.</source>
      <translation>将这三项粘贴到这里；令牌由 StemDesk 自行生成。</translation>
    </message>
    <message>
      <source>Pause</source>
      <translation>暂停</translation>
    </message>
    <message>
      <source>Peak level</source>
      <translation>峰值电平</translation>
    </message>
    <message>
      <source>Peak level of {stem}</source>
      <translation>{stem} 的峰值电平</translation>
    </message>
    <message>
      <source>Percussion</source>
      <translation>打击乐</translation>
    </message>
    <message>
      <source>Piano</source>
      <translation>钢琴</translation>
    </message>
    <message>
      <source>Pink</source>
      <translation>粉色</translation>
    </message>
    <message>
      <source>Pitch</source>
      <translation>音高</translation>
    </message>
    <message>
      <source>Pitch down by a semitone</source>
      <translation>降低半音</translation>
    </message>
    <message>
      <source>Pitch presets</source>
      <translation>音高预设</translation>
    </message>
    <message>
      <source>Pitch up and down by a semitone</source>
      <translation>升降半音</translation>
    </message>
    <message>
      <source>Pitch up by a semitone</source>
      <translation>升高半音</translation>
    </message>
    <message>
      <source>Plain text (*.txt)</source>
      <translation>纯文本 (*.txt)</translation>
    </message>
    <message>
      <source>Play</source>
      <translation>播放</translation>
    </message>
    <message>
      <source>Play or pause</source>
      <translation>播放或暂停</translation>
    </message>
    <message>
      <source>Play view</source>
      <translation>播放视图</translation>
    </message>
    <message>
      <source>Play {song}</source>
      <translation>播放 {song}</translation>
    </message>
    <message>
      <source>Playback</source>
      <translation>播放</translation>
    </message>
    <message>
      <source>PortAudio, the library that talks to sound cards, is not installed. Splitting and export work without it.</source>
      <translation>未安装用于声卡的 PortAudio 库。分离和导出不受影响。</translation>
    </message>
    <message>
      <source>Position</source>
      <translation>位置</translation>
    </message>
    <message>
      <source>Post-chorus</source>
      <translation>副歌后段</translation>
    </message>
    <message>
      <source>Practice</source>
      <translation>练习</translation>
    </message>
    <message>
      <source>Practice panel</source>
      <translation>练习面板</translation>
    </message>
    <message>
      <source>Pre-chorus</source>
      <translation>导歌</translation>
    </message>
    <message>
      <source>Prefix</source>
      <translation>前缀</translation>
    </message>
    <message>
      <source>Preset name:</source>
      <translation>预设名称：</translation>
    </message>
    <message>
      <source>Presets</source>
      <translation>预设</translation>
    </message>
    <message>
      <source>Press Space where each line begins. Backspace takes one back.</source>
      <translation>每一行开始时按空格键，退格键撤回一行。</translation>
    </message>
    <message>
      <source>Previous marker</source>
      <translation>上一个标记</translation>
    </message>
    <message>
      <source>Previous or next marker</source>
      <translation>上一个、下一个标记</translation>
    </message>
    <message>
      <source>Previous or next part of the song</source>
      <translation>歌曲的上一段或下一段</translation>
    </message>
    <message>
      <source>Previous part</source>
      <translation>上一段</translation>
    </message>
    <message>
      <source>Price</source>
      <translation>价格</translation>
    </message>
    <message>
      <source>Progress of {song}</source>
      <translation>{song} 的进度</translation>
    </message>
    <message>
      <source>Propose times</source>
      <translation>建议时间</translation>
    </message>
    <message>
      <source>Propose times from the vocals</source>
      <translation>根据人声建议时间</translation>
    </message>
    <message>
      <source>Publish the result on MVSEP's demo page</source>
      <translation>在 MVSEP 演示页面公开结果</translation>
    </message>
    <message>
      <source>Published quality</source>
      <translation>公布的音质</translation>
    </message>
    <message>
      <source>Puts the stems somewhere else. Nothing is lost.</source>
      <translation>把音轨放到别处，什么也不会丢。</translation>
    </message>
    <message>
      <source>Queue: {numbers}</source>
      <translation>队列：{numbers}</translation>
    </message>
    <message>
      <source>Quick preview</source>
      <translation>快速预览</translation>
    </message>
    <message>
      <source>Quit</source>
      <translation>退出</translation>
    </message>
    <message>
      <source>REAPER project</source>
      <translation>REAPER 工程</translation>
    </message>
    <message>
      <source>Red</source>
      <translation>红色</translation>
    </message>
    <message>
      <source>Redo</source>
      <translation>重做</translation>
    </message>
    <message>
      <source>Redone: {what}</source>
      <translation>已重做：{what}</translation>
    </message>
    <message>
      <source>Reference</source>
      <translation>参考歌曲</translation>
    </message>
    <message>
      <source>Region</source>
      <translation>地域</translation>
    </message>
    <message>
      <source>Register</source>
      <translation>注册</translation>
    </message>
    <message>
      <source>Register at mvsep.com, or log in there.</source>
      <translation>在 mvsep.com 注册或登录。</translation>
    </message>
    <message>
      <source>Register at {name}</source>
      <translation>注册 {name}</translation>
    </message>
    <message>
      <source>Reload</source>
      <translation>重新载入</translation>
    </message>
    <message>
      <source>Remove</source>
      <translation>移除</translation>
    </message>
    <message>
      <source>Remove a loop</source>
      <translation>删除循环</translation>
    </message>
    <message>
      <source>Remove a marker</source>
      <translation>删除标记</translation>
    </message>
    <message>
      <source>Remove from the list</source>
      <translation>从列表中移除</translation>
    </message>
    <message>
      <source>Remove the links</source>
      <translation>移除链接</translation>
    </message>
    <message>
      <source>Remove the selected songs from the list</source>
      <translation>从列表中移除所选歌曲</translation>
    </message>
    <message>
      <source>Remove {model}</source>
      <translation>移除 {model}</translation>
    </message>
    <message>
      <source>Remove {name} account</source>
      <translation>移除 {name} 账号</translation>
    </message>
    <message>
      <source>Remove {what}</source>
      <translation>移除{what}</translation>
    </message>
    <message>
      <source>Removed {what} from the list.</source>
      <translation>已从列表中移除{what}。</translation>
    </message>
    <message>
      <source>Rename</source>
      <translation>重命名</translation>
    </message>
    <message>
      <source>Rename a chord</source>
      <translation>重命名和弦</translation>
    </message>
    <message>
      <source>Rename a marker</source>
      <translation>重命名标记</translation>
    </message>
    <message>
      <source>Rename a section</source>
      <translation>重命名段落</translation>
    </message>
    <message>
      <source>Rename the selected marker</source>
      <translation>重命名所选标记</translation>
    </message>
    <message>
      <source>Rename the selected song or result</source>
      <translation>重命名所选歌曲或结果</translation>
    </message>
    <message>
      <source>Rename {what}</source>
      <translation>重命名{what}</translation>
    </message>
    <message>
      <source>Rename “{name}”</source>
      <translation>重命名“{name}”</translation>
    </message>
    <message>
      <source>Rename…</source>
      <translation>重命名…</translation>
    </message>
    <message>
      <source>Rendering the mix …</source>
      <translation>正在渲染混音…</translation>
    </message>
    <message>
      <source>Replace it</source>
      <translation>替换</translation>
    </message>
    <message>
      <source>Replace the file with these lyrics</source>
      <translation>用这些歌词替换该文件</translation>
    </message>
    <message>
      <source>Replace the times of all lines?</source>
      <translation>要替换所有行的时间吗？</translation>
    </message>
    <message>
      <source>Reset</source>
      <translation>重置</translation>
    </message>
    <message>
      <source>Reset level and pan</source>
      <translation>重置电平和声像</translation>
    </message>
    <message>
      <source>Residual</source>
      <translation>残差</translation>
    </message>
    <message>
      <source>Residual: the original minus the stems</source>
      <translation>残差：原曲减去分轨</translation>
    </message>
    <message>
      <source>Results in the bucket</source>
      <translation>存储桶中的结果</translation>
    </message>
    <message>
      <source>Retry</source>
      <translation>重试</translation>
    </message>
    <message>
      <source>Retry {song}</source>
      <translation>重试 {song}</translation>
    </message>
    <message>
      <source>Return to start</source>
      <translation>回到开头</translation>
    </message>
    <message>
      <source>Rhythm guitar</source>
      <translation>节奏吉他</translation>
    </message>
    <message>
      <source>Ride</source>
      <translation>叮叮镲</translation>
    </message>
    <message>
      <source>Ruler in bars</source>
      <translation>标尺显示小节</translation>
    </message>
    <message>
      <source>Ruler in time</source>
      <translation>标尺显示时间</translation>
    </message>
    <message>
      <source>Ruler in time and bars</source>
      <translation>标尺显示时间和小节</translation>
    </message>
    <message>
      <source>SAMI, vocals and instrumental</source>
      <translation>SAMI，人声与伴奏</translation>
    </message>
    <message>
      <source>SONGS</source>
      <translation>歌曲</translation>
    </message>
    <message>
      <source>Same as song</source>
      <translation>与歌曲相同</translation>
    </message>
    <message>
      <source>Sample rate</source>
      <translation>采样率</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>保存</translation>
    </message>
    <message>
      <source>Save a copy</source>
      <translation>保存副本</translation>
    </message>
    <message>
      <source>Save a copy of {document}</source>
      <translation>保存 {document} 的副本</translation>
    </message>
    <message>
      <source>Save a copy…</source>
      <translation>保存副本…</translation>
    </message>
    <message>
      <source>Save as .lrc</source>
      <translation>保存为 .lrc</translation>
    </message>
    <message>
      <source>Save current settings…</source>
      <translation>保存当前设置…</translation>
    </message>
    <message>
      <source>Save loop…</source>
      <translation>保存循环…</translation>
    </message>
    <message>
      <source>Save preset</source>
      <translation>保存预设</translation>
    </message>
    <message>
      <source>Save the loop under a name</source>
      <translation>命名并保存循环</translation>
    </message>
    <message>
      <source>Save {name}</source>
      <translation>保存 {name}</translation>
    </message>
    <message>
      <source>Saved loops</source>
      <translation>已保存的循环</translation>
    </message>
    <message>
      <source>Save…</source>
      <translation>保存…</translation>
    </message>
    <message>
      <source>Saxophone</source>
      <translation>萨克斯</translation>
    </message>
    <message>
      <source>Says first what is sent where</source>
      <translation>会先说明向哪里发送什么</translation>
    </message>
    <message>
      <source>Scroll through the song</source>
      <translation>滚动浏览歌曲</translation>
    </message>
    <message>
      <source>Search</source>
      <translation>搜索</translation>
    </message>
    <message numerus="yes">
      <source>Search %n model(s)</source>
      <translation>
        <numerusform>搜索 %n 个模型</numerusform>
      </translation>
    </message>
    <message>
      <source>Search models</source>
      <translation>搜索模型</translation>
    </message>
    <message>
      <source>SecretId</source>
      <translation>SecretId</translation>
    </message>
    <message>
      <source>SecretKey</source>
      <translation>SecretKey</translation>
    </message>
    <message>
      <source>Secrets are kept by the system's password store ({name}), never in a file.</source>
      <translation>密钥由系统的密码库（{name}）保存，绝不写入文件。</translation>
    </message>
    <message>
      <source>Sections</source>
      <translation>段落</translation>
    </message>
    <message>
      <source>Select a track; with Alt, solo it</source>
      <translation>选择音轨；按住 Alt 则独奏</translation>
    </message>
    <message>
      <source>Select all</source>
      <translation>全选</translation>
    </message>
    <message>
      <source>Select all songs</source>
      <translation>选择所有歌曲</translation>
    </message>
    <message>
      <source>Select one song on the left as the target, and the reference above.</source>
      <translation>在左边选一首歌作为目标，在上面选参考歌曲。</translation>
    </message>
    <message>
      <source>Send again</source>
      <translation>重新发送</translation>
    </message>
    <message>
      <source>Sends the song anew.</source>
      <translation>重新发送歌曲。</translation>
    </message>
    <message>
      <source>Sends the song anew. It is charged again.</source>
      <translation>重新发送歌曲。会再次扣费。</translation>
    </message>
    <message>
      <source>Sends the song anew. It may be charged again.</source>
      <translation>重新发送歌曲。可能再次扣费。</translation>
    </message>
    <message>
      <source>Sends what is missing. Stems that are here are not sent again.</source>
      <translation>只发送缺少的部分。已有的音轨不会重新发送。</translation>
    </message>
    <message>
      <source>Separations published by others.</source>
      <translation>别人公开的分离结果。</translation>
    </message>
    <message>
      <source>Service</source>
      <translation>服务</translation>
    </message>
    <message>
      <source>Services</source>
      <translation>服务</translation>
    </message>
    <message>
      <source>Set downbeat here</source>
      <translation>将此处设为强拍</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>设置</translation>
    </message>
    <message>
      <source>Settings…</source>
      <translation>设置…</translation>
    </message>
    <message>
      <source>Should sound like (reference)</source>
      <translation>听起来应该像（参考）</translation>
    </message>
    <message>
      <source>Show in folder</source>
      <translation>在文件夹中显示</translation>
    </message>
    <message>
      <source>Show more</source>
      <translation>显示更多</translation>
    </message>
    <message>
      <source>Show more earlier jobs</source>
      <translation>显示更多以前的任务</translation>
    </message>
    <message>
      <source>Show more examples</source>
      <translation>显示更多示例</translation>
    </message>
    <message>
      <source>Show more news</source>
      <translation>显示更多新闻</translation>
    </message>
    <message>
      <source>Show more of the leaderboard</source>
      <translation>显示更多排名</translation>
    </message>
    <message>
      <source>Show notes</source>
      <translation>显示音符</translation>
    </message>
    <message>
      <source>Show player</source>
      <translation>显示播放器</translation>
    </message>
    <message>
      <source>Show split</source>
      <translation>显示分离</translation>
    </message>
    <message>
      <source>Show the jobs</source>
      <translation>展开任务</translation>
    </message>
    <message>
      <source>Show the notes of all tracks</source>
      <translation>显示所有音轨的音符</translation>
    </message>
    <message>
      <source>Show {document} in its folder</source>
      <translation>在文件夹中显示 {document}</translation>
    </message>
    <message>
      <source>Show {song} in its folder</source>
      <translation>在文件夹中显示 {song}</translation>
    </message>
    <message>
      <source>Simplified chords</source>
      <translation>简化和弦</translation>
    </message>
    <message>
      <source>Simplify (triads only)</source>
      <translation>简化（仅三和弦）</translation>
    </message>
    <message>
      <source>Skip back 5 s</source>
      <translation>后退 5 秒</translation>
    </message>
    <message>
      <source>Skip back or forward 5 s, with Shift 0.5 s</source>
      <translation>后退/前进 5 秒，按住 Shift 为半秒</translation>
    </message>
    <message>
      <source>Skip forward 5 s</source>
      <translation>前进 5 秒</translation>
    </message>
    <message>
      <source>Snare</source>
      <translation>军鼓</translation>
    </message>
    <message>
      <source>Softer by 0.1 dB</source>
      <translation>音量降低 0.1 dB</translation>
    </message>
    <message>
      <source>Softer by 1 dB</source>
      <translation>音量降低 1 dB</translation>
    </message>
    <message>
      <source>Solo</source>
      <translation>独奏</translation>
    </message>
    <message>
      <source>Solo the selected track</source>
      <translation>独奏所选音轨</translation>
    </message>
    <message>
      <source>Solo {stem}</source>
      <translation>独奏 {stem}</translation>
    </message>
    <message>
      <source>Song</source>
      <translation>歌曲</translation>
    </message>
    <message>
      <source>Songs</source>
      <translation>歌曲</translation>
    </message>
    <message>
      <source>Songs found</source>
      <translation>找到的歌曲</translation>
    </message>
    <message>
      <source>Songs, folders, stems and links can</source>
      <translation>可以接收歌曲、文件夹、分轨和链接</translation>
    </message>
    <message>
      <source>Soprano</source>
      <translation>女高音</translation>
    </message>
    <message>
      <source>Sort by</source>
      <translation>排序</translation>
    </message>
    <message>
      <source>Speech</source>
      <translation>语音</translation>
    </message>
    <message>
      <source>Speech, music, effects (DnR v3)</source>
      <translation>语音、音乐、音效（DnR v3）</translation>
    </message>
    <message>
      <source>Speed trainer</source>
      <translation>速度训练</translation>
    </message>
    <message>
      <source>Speed up each repeat</source>
      <translation>每次循环加速</translation>
    </message>
    <message>
      <source>Spend credits (premium)</source>
      <translation>使用积分（高级）</translation>
    </message>
    <message>
      <source>Split</source>
      <translation>分离</translation>
    </message>
    <message numerus="yes">
      <source>Split %n song(s)</source>
      <translation>
        <numerusform>分离 %n 首歌</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Split %n song(s)…</source>
      <translation>
        <numerusform>分离 %n 首歌曲…</numerusform>
      </translation>
    </message>
    <message>
      <source>Split a song, or drop a folder of stems. They play here side by side.</source>
      <translation>分离一首歌，或拖入一个音轨文件夹，即可在这里并排播放。</translation>
    </message>
    <message>
      <source>Split at the playhead</source>
      <translation>在播放头处拆分</translation>
    </message>
    <message>
      <source>Split here</source>
      <translation>在此拆分</translation>
    </message>
    <message>
      <source>Split the selected songs</source>
      <translation>分离所选歌曲</translation>
    </message>
    <message>
      <source>Split this stem…</source>
      <translation>继续分离此分轨…</translation>
    </message>
    <message>
      <source>Split view</source>
      <translation>分离视图</translation>
    </message>
    <message>
      <source>Split “{song}”</source>
      <translation>分离“{song}”</translation>
    </message>
    <message>
      <source>Splits songs into stems and plays them side by side.</source>
      <translation>将歌曲分离为分轨，并同步播放。</translation>
    </message>
    <message>
      <source>Split…</source>
      <translation>分离…</translation>
    </message>
    <message>
      <source>Start tempo</source>
      <translation>起始速度</translation>
    </message>
    <message>
      <source>Stay</source>
      <translation>不关闭</translation>
    </message>
    <message>
      <source>StemDesk asks the system's password store (keyring) for your {name} account. It may want its own password.</source>
      <translation>StemDesk 正在向系统的密码库查询您的 {name} 账号。系统可能会要求输入密码。</translation>
    </message>
    <message>
      <source>StemDesk closes …</source>
      <translation>StemDesk 即将关闭…</translation>
    </message>
    <message>
      <source>StemDesk ran into an error of its own ({reason}). The log has the details; try again, and please report it.</source>
      <translation>StemDesk 自身出错（{reason}）。详情见日志；请重试并反馈。</translation>
    </message>
    <message>
      <source>StemDesk {version} is available (you have {current}).</source>
      <translation>StemDesk {version} 可供下载（当前为 {current}）。</translation>
    </message>
    <message>
      <source>Stems</source>
      <translation>音轨</translation>
    </message>
    <message>
      <source>Stereo</source>
      <translation>立体声</translation>
    </message>
    <message>
      <source>Stop</source>
      <translation>停止</translation>
    </message>
    <message>
      <source>Stop comparing</source>
      <translation>停止对比</translation>
    </message>
    <message>
      <source>Stop {model}</source>
      <translation>停止下载 {model}</translation>
    </message>
    <message>
      <source>Strings</source>
      <translation>弦乐</translation>
    </message>
    <message>
      <source>Super resolution</source>
      <translation>超分辨率</translation>
    </message>
    <message>
      <source>Synth</source>
      <translation>合成器</translation>
    </message>
    <message>
      <source>System</source>
      <translation>跟随系统</translation>
    </message>
    <message>
      <source>System default</source>
      <translation>系统默认</translation>
    </message>
    <message>
      <source>Tap</source>
      <translation>打拍</translation>
    </message>
    <message>
      <source>Tap the tempo</source>
      <translation>打拍测速</translation>
    </message>
    <message>
      <source>Tap the tempo while it plays</source>
      <translation>播放时打拍测速</translation>
    </message>
    <message>
      <source>Tap the times of the lines</source>
      <translation>敲击设定各行时间</translation>
    </message>
    <message>
      <source>Tap times</source>
      <translation>敲击计时</translation>
    </message>
    <message>
      <source>Tapped: {bpm} BPM</source>
      <translation>打拍：{bpm} BPM</translation>
    </message>
    <message>
      <source>Tempo</source>
      <translation>速度</translation>
    </message>
    <message>
      <source>Tempo down</source>
      <translation>减慢速度</translation>
    </message>
    <message>
      <source>Tempo presets</source>
      <translation>速度预设</translation>
    </message>
    <message>
      <source>Tempo up</source>
      <translation>加快速度</translation>
    </message>
    <message>
      <source>Tempo up and down</source>
      <translation>加快、减慢</translation>
    </message>
    <message>
      <source>Tencent</source>
      <translation>腾讯</translation>
    </message>
    <message>
      <source>Tencent Cloud charges your account there; its prices are not known to StemDesk.</source>
      <translation>由腾讯云向您的账号计费；StemDesk 不知道其价格。</translation>
    </message>
    <message>
      <source>Tencent accepted something, but names no job.</source>
      <translation>腾讯已接受，但没有给出任务编号。</translation>
    </message>
    <message>
      <source>Tencent answers with status {status} and no sense.</source>
      <translation>腾讯的回答无法理解（状态 {status}）。</translation>
    </message>
    <message>
      <source>Tencent asks for a pause.</source>
      <translation>腾讯要求稍候。</translation>
    </message>
    <message>
      <source>Tencent could not split it: {words}</source>
      <translation>腾讯处理失败：{words}</translation>
    </message>
    <message>
      <source>Tencent does not accept the SecretId or SecretKey: {words}</source>
      <translation>腾讯不接受 SecretId 或 SecretKey：{words}</translation>
    </message>
    <message>
      <source>Tencent has no call to stop a job: its results will land in your bucket under {folder}</source>
      <translation>腾讯无法停止任务：结果会出现在您存储桶的 {folder}</translation>
    </message>
    <message>
      <source>Tencent needs {fields}. Enter them under Accounts.</source>
      <translation>腾讯需要 {fields}。请在“账号”中填写。</translation>
    </message>
    <message>
      <source>Tencent refuses: {words}</source>
      <translation>腾讯拒绝：{words}</translation>
    </message>
    <message>
      <source>Tencent says that the job is done, but names no file for {stems}. Try again later.</source>
      <translation>腾讯称任务已完成，但没有给出 {stems} 的文件。请稍后再试。</translation>
    </message>
    <message>
      <source>Tencent was given the job, but its answer got lost, and it does not know the job (yet). It is unknown whether it was accepted and charged. Check again, or send it again.</source>
      <translation>任务已发给腾讯，但回答丢失，腾讯（还）查不到此任务。不知道是否已接受并扣费。请再次检查或重新发送。</translation>
    </message>
    <message>
      <source>Tencent's Media Lab: two, four or five stems, made from and into a storage bucket of your own.</source>
      <translation>腾讯 Media Lab：分离为两条、四条或五条音轨，歌曲和结果都经过您自己的存储桶。</translation>
    </message>
    <message>
      <source>Tenor</source>
      <translation>男高音</translation>
    </message>
    <message>
      <source>That is more than the account has: {credits} credits.</source>
      <translation>超过了账号余额：{credits} 积分。</translation>
    </message>
    <message>
      <source>The answer is far too long to be one. It was not read.</source>
      <translation>回答长得离谱，没有读取。</translation>
    </message>
    <message>
      <source>The beat at the playhead becomes the downbeat of its bar</source>
      <translation>播放位置处的拍成为小节的第一拍</translation>
    </message>
    <message>
      <source>The bucket answers with status {status} {code}.</source>
      <translation>存储桶返回状态 {status} {code}。</translation>
    </message>
    <message>
      <source>The bucket can be written to but not cleared. {reason}</source>
      <translation>存储桶可以写入，但无法清除。{reason}</translation>
    </message>
    <message>
      <source>The bucket cannot be reached. Check its name, its region and the connection.</source>
      <translation>无法访问存储桶。请检查名称、地域和网络连接。</translation>
    </message>
    <message>
      <source>The bucket refuses the SecretId and SecretKey ({code}). Check them, its name and its region.</source>
      <translation>存储桶拒绝了 SecretId 和 SecretKey（{code}）。请检查它们以及存储桶的名称和地域。</translation>
    </message>
    <message>
      <source>The bucket says that this computer's clock is wrong. Set it, then try again.</source>
      <translation>存储桶称此电脑的时钟不准。请校准后再试。</translation>
    </message>
    <message>
      <source>The bucket “{bucket}” was written to and cleared again.</source>
      <translation>已写入存储桶“{bucket}”并清除。</translation>
    </message>
    <message>
      <source>The certificates in {file} cannot be read. The variable {name} names them: correct or unset it.</source>
      <translation>无法读取 {file} 中的证书。它由变量 {name} 指定：请更正或取消该变量。</translation>
    </message>
    <message>
      <source>The certificates that StemDesk came with cannot be read. Install it again.</source>
      <translation>无法读取 StemDesk 自带的证书。请重新安装。</translation>
    </message>
    <message>
      <source>The connection broke, or the server did not answer. Check the network, then try again.</source>
      <translation>连接中断，或服务器没有响应。请检查网络，然后重试。</translation>
    </message>
    <message>
      <source>The connection to {service} broke during the upload. Nothing was accepted.</source>
      <translation>上传时与 {service} 的连接断了。对方什么也没收到。</translation>
    </message>
    <message>
      <source>The disk is full. Free some space, then try again.</source>
      <translation>磁盘已满。请腾出空间后重试。</translation>
    </message>
    <message>
      <source>The disk is full: {name} was not kept.</source>
      <translation>磁盘已满：未能保存 {name}。</translation>
    </message>
    <message>
      <source>The disk of “{folder}” is full. Free some space, then try again.</source>
      <translation>“{folder}”所在磁盘已满。请腾出空间后重试。</translation>
    </message>
    <message>
      <source>The disk refused “{name}”: {reason}. Check the file and its folder, then try again.</source>
      <translation>磁盘拒绝了“{name}”：{reason}。请检查该文件及其文件夹，然后重试。</translation>
    </message>
    <message>
      <source>The disk refused. Check that it is connected and may be written to, then try again.</source>
      <translation>磁盘拒绝了操作。请检查磁盘是否已连接且可写入，然后重试。</translation>
    </message>
    <message>
      <source>The disk refused: {reason}.</source>
      <translation>磁盘拒绝了操作：{reason}。</translation>
    </message>
    <message>
      <source>The disk with the list of songs and jobs ({path}) is full. Make room there, then try again; what was written down before is safe.</source>
      <translation>存放歌曲和任务列表的磁盘（{path}）已满。请在那里腾出空间后重试；之前写下的内容都完好无损。</translation>
    </message>
    <message>
      <source>The end tempo is reached.</source>
      <translation>已达到结束速度。</translation>
    </message>
    <message>
      <source>The file changed while it was being uploaded. Nothing was accepted.</source>
      <translation>文件在上传时被改动了。对方什么也没收到。</translation>
    </message>
    <message>
      <source>The file of {name} on this computer cannot be read: {reason}.</source>
      <translation>无法读取本机上的 {name} 文件：{reason}。</translation>
    </message>
    <message>
      <source>The file of {name} on this computer is damaged. Get it again: {command}</source>
      <translation>本机上的 {name} 文件已损坏。请重新获取：{command}</translation>
    </message>
    <message>
      <source>The job was cancelled at Tencent.</source>
      <translation>任务已在腾讯取消。</translation>
    </message>
    <message>
      <source>The language changes after a restart.</source>
      <translation>语言将在下次启动时更改。</translation>
    </message>
    <message>
      <source>The libraries that StemDesk uses, and their licences</source>
      <translation>StemDesk 所使用的程序库及其许可证</translation>
    </message>
    <message>
      <source>The list of models is being fetched …</source>
      <translation>正在获取模型列表…</translation>
    </message>
    <message>
      <source>The list of songs and jobs ({path}) cannot be opened: {reason}.</source>
      <translation>无法打开歌曲和任务列表（{path}）:{reason}。</translation>
    </message>
    <message>
      <source>The list of songs and jobs ({path}) is damaged. Start StemDesk anew: it keeps the file and saves what can be read.</source>
      <translation>歌曲和任务列表（{path}）已损坏。请重新启动 StemDesk：它会保留该文件，并挽回仍可读取的内容。</translation>
    </message>
    <message>
      <source>The list of songs and jobs ({path}) may not be written to. Change its folder's permissions, then try again.</source>
      <translation>没有写入歌曲和任务列表（{path}）的权限。请更改其文件夹的权限后重试。</translation>
    </message>
    <message>
      <source>The list of songs and jobs did not take this. Nothing else was changed. Try again; if it stays so, start StemDesk anew.</source>
      <translation>歌曲和任务列表未能记录此操作，其他内容没有变化。请重试；如果仍然如此，请重新启动 StemDesk。</translation>
    </message>
    <message>
      <source>The list of songs and jobs was damaged. {saved} entries of it could be saved; the damaged file is kept as {path}. Stems on disk are not touched.</source>
      <translation>歌曲和任务列表已损坏。已恢复其中的 {saved} 条；损坏的文件保留为 {path}。磁盘上的分轨未受影响。</translation>
    </message>
    <message>
      <source>The list of songs and jobs was written by a newer StemDesk. Update this one; nothing was changed.</source>
      <translation>歌曲和任务列表由更新版本的 StemDesk 写入。请更新本程序；没有任何改动。</translation>
    </message>
    <message>
      <source>The mirror was asked for the result (one credit), but its answer got lost. The main server still has it.</source>
      <translation>已向镜像请求结果（一个积分），但回答丢失了。主服务器上还有。</translation>
    </message>
    <message>
      <source>The network stopped ({reason}), perhaps for lack of memory. Close other programs and try again.</source>
      <translation>神经网络已停止（{reason}），可能是内存不足。请关闭其他程序后重试。</translation>
    </message>
    <message>
      <source>The notes of the stems chosen above, with tempo, bars, markers and chords</source>
      <translation>上方所选分轨的音符，含速度、小节、标记与和弦</translation>
    </message>
    <message>
      <source>The original at the same position and loudness (A)</source>
      <translation>同一位置、同等响度的原曲 (A)</translation>
    </message>
    <message>
      <source>The player stopped unexpectedly ({reason}). Open the stems again.</source>
      <translation>播放器出错（{reason}）。请重新打开音轨。</translation>
    </message>
    <message>
      <source>The repository bound to your bucket.</source>
      <translation>与存储桶绑定的仓库。</translation>
    </message>
    <message>
      <source>The result is not published.</source>
      <translation>结果不会公开。</translation>
    </message>
    <message>
      <source>The same stems from another result</source>
      <translation>另一结果的相同音轨</translation>
    </message>
    <message>
      <source>The same stems from another result of this song, at the same position (B)</source>
      <translation>此歌曲另一结果的相同音轨，同一时刻（B）</translation>
    </message>
    <message>
      <source>The separation stopped unexpectedly, perhaps for lack of memory. Close other programs and try again.</source>
      <translation>分离意外停止，可能是内存不足。请关闭其他程序后重试。</translation>
    </message>
    <message>
      <source>The service does not accept the account of this session</source>
      <translation>服务不接受本次使用的账号</translation>
    </message>
    <message>
      <source>The service does not accept the account that the environment sets</source>
      <translation>服务不接受环境变量中设置的账号</translation>
    </message>
    <message>
      <source>The service does not accept the stored account</source>
      <translation>服务不接受已保存的账号</translation>
    </message>
    <message>
      <source>The settings cannot be written: {reason}.</source>
      <translation>无法写入设置：{reason}。</translation>
    </message>
    <message>
      <source>The song goes into your bucket, where Tencent fetches it, and is deleted after the job. The stems stay in the bucket unless you say otherwise in the options.</source>
      <translation>歌曲放入您的存储桶，由腾讯从中获取，任务结束后删除。音轨会留在存储桶中，除非您在选项中另行选择。</translation>
    </message>
    <message>
      <source>The song in the answer is damaged.</source>
      <translation>回答中的歌曲已损坏。</translation>
    </message>
    <message>
      <source>The song in the answer is longer than it can be.</source>
      <translation>回答中的歌曲长得不合理。</translation>
    </message>
    <message>
      <source>The song is sent to Dango, which keeps the results for 30 days. Each can be downloaded seven times.</source>
      <translation>歌曲会发送到团子，结果保留 30 天，每首可下载七次。</translation>
    </message>
    <message>
      <source>The song is sent to MVSEP, and its results stay there for about 72 hours. Nothing is published unless you say so in the options.</source>
      <translation>歌曲会发送到 MVSEP，结果在那里保留约 72 小时。除非您在选项中选择，否则不会公开。</translation>
    </message>
    <message>
      <source>The song is sent with the call, and the stem comes back in its answer. An answer that is lost cannot be fetched again.</source>
      <translation>歌曲随调用一起发送，音轨在应答中返回。丢失的应答无法再次获取。</translation>
    </message>
    <message>
      <source>The song was sent whole, but MVSEP's answer got lost, so it is unknown whether it was accepted and charged. {trouble} Check again, or send it again if it is not there.</source>
      <translation>歌曲已完整发送，但 MVSEP 的回答丢失了，不知道是否已接受并收费。{trouble}请再查一次；如果那里没有，再重新发送。</translation>
    </message>
    <message>
      <source>The song was sent whole, but Volcengine's answer got lost. It is unknown whether it was charged, and nobody can be asked. Send it again if you want to; that may be charged a second time.</source>
      <translation>歌曲已完整发送，但火山引擎的回答丢失。不知道是否已扣费，也无处查询。可以重新发送，但可能再次扣费。</translation>
    </message>
    <message>
      <source>The sound card does not start: {reason}.</source>
      <translation>声卡无法启动：{reason}。</translation>
    </message>
    <message>
      <source>The stem file came out in an unexpected order.</source>
      <translation>Stem 文件的结构与预期不符。</translation>
    </message>
    <message>
      <source>The stems may need {needed} MB, and the disk has {free} MB free. Make room, or choose another folder.</source>
      <translation>音轨可能需要 {needed} MB，磁盘剩余 {free} MB。请腾出空间，或选择其他文件夹。</translation>
    </message>
    <message>
      <source>The system did not give {what} back. Restore it from the system's trash, then drop its folder into the window.</source>
      <translation>系统未能还原{what}。请从系统废纸篓中还原，再把文件夹拖入窗口。</translation>
    </message>
    <message>
      <source>The system's password store (keyring) is locked or refused. Unlock it, then try again.</source>
      <translation>系统密码库已锁定或拒绝访问。请解锁后重试。</translation>
    </message>
    <message>
      <source>The system's password store (keyring) is locked. Open the account.</source>
      <translation>系统的密码库已锁定。打开账号。</translation>
    </message>
    <message>
      <source>The token is only tried out by splitting: StemDesk knows no call for it that is free.</source>
      <translation>令牌只有在分离时才能验证：StemDesk 不知道有免费的验证方式。</translation>
    </message>
    <message>
      <source>The trained network separates the vocals; signal processing splits the rest into drums, bass and other. Good for practice, with more bleed than a service's models.</source>
      <translation>网络分离人声，其余部分由信号处理分成鼓、贝斯和其他。适合练习，但串音比云服务的模型多。</translation>
    </message>
    <message>
      <source>Theme</source>
      <translation>主题</translation>
    </message>
    <message>
      <source>There are no songs in the folder “{name}”.</source>
      <translation>文件夹“{name}”里没有歌曲。</translation>
    </message>
    <message>
      <source>There are no stems to play here.</source>
      <translation>这里没有可播放的音轨。</translation>
    </message>
    <message>
      <source>There are two songs in the answer.</source>
      <translation>回应中有两首歌曲。</translation>
    </message>
    <message>
      <source>There are {n} in MVSEP's history that it could be.</source>
      <translation>MVSEP 的历史记录里有 {n} 个可能是它。</translation>
    </message>
    <message>
      <source>There are {n} of {all} stems in what Dango sent. Retrying costs nothing.</source>
      <translation>团子发来的内容中只有 {all} 条音轨里的 {n} 条。重试不收费。</translation>
    </message>
    <message>
      <source>There is no chart yet: no chords are known in this song.</source>
      <translation>还没有和弦谱：这首歌的和弦未知。</translation>
    </message>
    <message>
      <source>There is no other result of this song to compare with yet. Split it with another model.</source>
      <translation>这首歌还没有其他结果可供比较。请用另一个模型再分离一次。</translation>
    </message>
    <message>
      <source>There is no room for {name} in {folder}: {size} MB are needed.</source>
      <translation>{folder} 中没有足够空间存放 {name}：需要 {size} MB。</translation>
    </message>
    <message>
      <source>There is no vocals stem to listen to</source>
      <translation>没有可供分析的人声音轨</translation>
    </message>
    <message>
      <source>There is nothing to export yet. Split a song first.</source>
      <translation>还没有可导出的内容，请先分离一首歌曲。</translation>
    </message>
    <message>
      <source>These stems cannot be played</source>
      <translation>无法播放这些音轨</translation>
    </message>
    <message>
      <source>Third-party licences</source>
      <translation>第三方许可</translation>
    </message>
    <message>
      <source>This cannot be taken</source>
      <translation>无法接收此内容</translation>
    </message>
    <message>
      <source>This computer is short of memory. Close other programs, then try again.</source>
      <translation>计算机内存不足。请关闭其他程序，然后重试。</translation>
    </message>
    <message>
      <source>This computer splits files, not links. Download the song first, then drop the file.</source>
      <translation>本机只能分离文件，不能分离链接。请先下载歌曲，再拖入文件。</translation>
    </message>
    <message>
      <source>This example has no sound to listen to.</source>
      <translation>这个示例没有可以听的声音。</translation>
    </message>
    <message>
      <source>This is a demo song. Press Split to take it apart, or drop a song of your own.</source>
      <translation>这是一首演示歌曲。按“分离”将其拆分，或拖入您自己的歌曲。</translation>
    </message>
    <message>
      <source>This model is for premium accounts.</source>
      <translation>这个模型需要高级账号。</translation>
    </message>
    <message>
      <source>This model takes links only.</source>
      <translation>这个模型只接受链接。</translation>
    </message>
    <message>
      <source>This song</source>
      <translation>这首歌</translation>
    </message>
    <message>
      <source>This song has no bar {bar}.{beat}.</source>
      <translation>这首歌没有小节 {bar}.{beat}。</translation>
    </message>
    <message>
      <source>This system has no password store (keyring) that is running, and StemDesk keeps secrets nowhere else. Set the environment instead: {names}.</source>
      <translation>系统没有正在运行的密码库，而 StemDesk 不会把密钥存到别处。请改用环境变量：{names}。</translation>
    </message>
    <message>
      <source>This system has no password store (keyring) that is running. Accounts can be kept for this session only; they are never written to a file.</source>
      <translation>系统没有正在运行的密码库。账号只能在本次使用中保留，绝不写入文件。</translation>
    </message>
    <message>
      <source>This system has no password store (keyring) that is running. Keep the account for this session only, or set it in the environment.</source>
      <translation>系统没有正在运行的密码库。请选择仅在本次使用中保留，或设置环境变量。</translation>
    </message>
    <message>
      <source>This was made, without stems:</source>
      <translation>生成了以下文件，没有音轨：</translation>
    </message>
    <message>
      <source>Time</source>
      <translation>时间</translation>
    </message>
    <message>
      <source>Time here</source>
      <translation>时间设在此处</translation>
    </message>
    <message>
      <source>Title</source>
      <translation>歌名</translation>
    </message>
    <message>
      <source>Token</source>
      <translation>令牌</translation>
    </message>
    <message>
      <source>Toms</source>
      <translation>通鼓</translation>
    </message>
    <message>
      <source>Too many files are open. Close other programs, then try again.</source>
      <translation>打开的文件过多。请关闭其他程序，然后重试。</translation>
    </message>
    <message>
      <source>Track color</source>
      <translation>轨道颜色</translation>
    </message>
    <message>
      <source>Track name</source>
      <translation>轨道名称</translation>
    </message>
    <message>
      <source>Track order</source>
      <translation>轨道顺序</translation>
    </message>
    <message>
      <source>Trained network</source>
      <translation>神经网络</translation>
    </message>
    <message>
      <source>Trained networks do not run on this computer ({reason}). The quick preview of the same stems is used instead.</source>
      <translation>训练好的网络无法在这台电脑上运行（{reason}），改用快速预览来分离同样的音轨。</translation>
    </message>
    <message>
      <source>Trained networks do not run on this computer: {reason}. The quick preview does.</source>
      <translation>神经网络无法在本机运行：{reason}。快速预览可以使用。</translation>
    </message>
    <message>
      <source>Trained networks do not run on this computer: {reason}. {rest}</source>
      <translation>神经网络无法在本机运行：{reason}。{rest}</translation>
    </message>
    <message>
      <source>Trombone</source>
      <translation>长号</translation>
    </message>
    <message>
      <source>Trumpet</source>
      <translation>小号</translation>
    </message>
    <message>
      <source>Try again</source>
      <translation>重试</translation>
    </message>
    <message>
      <source>Try again to open the password store for {name}</source>
      <translation>再次尝试为 {name} 打开密码库</translation>
    </message>
    <message>
      <source>Try again to show the notes</source>
      <translation>重新尝试显示音符</translation>
    </message>
    <message>
      <source>Tuba</source>
      <translation>大号</translation>
    </message>
    <message>
      <source>Tune to A = 440 Hz</source>
      <translation>调到 440 Hz</translation>
    </message>
    <message>
      <source>Type a chord: Am, F♯m7, Bb7, Csus4, G/B, or N for none.</source>
      <translation>请输入和弦：Am、F♯m7、Bb7、Csus4、G/B；没有和弦则输入 N。</translation>
    </message>
    <message>
      <source>Type a percentage. A double click resets it.</source>
      <translation>输入百分比。双击恢复默认。</translation>
    </message>
    <message>
      <source>Type a time (1:23.4 or 83.4) or a bar (bar 17 or bar 17.3).</source>
      <translation>请输入时间（1:23.4 或 83.4）或小节（小节 17 或小节 17.3）。</translation>
    </message>
    <message>
      <source>Type a time or a bar to go to</source>
      <translation>输入要跳转的时间或小节</translation>
    </message>
    <message>
      <source>Type a value…</source>
      <translation>输入数值…</translation>
    </message>
    <message>
      <source>Type an e-mail address and a new password first.</source>
      <translation>请先输入邮箱和新密码。</translation>
    </message>
    <message>
      <source>Type or paste</source>
      <translation>输入或粘贴</translation>
    </message>
    <message>
      <source>Type or paste lyrics</source>
      <translation>输入或粘贴歌词</translation>
    </message>
    <message>
      <source>Type or paste something first.</source>
      <translation>请先输入或粘贴内容。</translation>
    </message>
    <message>
      <source>Type or paste the lyrics, one line each. [1:23.45] before a line is its time.</source>
      <translation>输入或粘贴歌词，每句一行。行首的 [1:23.45] 是该行的时间。</translation>
    </message>
    <message>
      <source>Type semitones. A double click resets it.</source>
      <translation>输入半音数。双击恢复默认。</translation>
    </message>
    <message>
      <source>Type the BPM that you want: the tempo follows. A double click resets it.</source>
      <translation>输入想要的 BPM，速度随之改变。双击恢复默认。</translation>
    </message>
    <message>
      <source>Type the e-mail address and the password of your account at the service.</source>
      <translation>请输入你在该服务的邮箱和密码。</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>撤销</translation>
    </message>
    <message>
      <source>Undo, redo</source>
      <translation>撤销、重做</translation>
    </message>
    <message>
      <source>Undone: {what}</source>
      <translation>已撤销：{what}</translation>
    </message>
    <message>
      <source>Unmute this range</source>
      <translation>取消此区间的静音</translation>
    </message>
    <message>
      <source>Unmute {stem}</source>
      <translation>取消静音 {stem}</translation>
    </message>
    <message>
      <source>Unsolo {stem}</source>
      <translation>取消独奏 {stem}</translation>
    </message>
    <message>
      <source>Updates</source>
      <translation>更新</translation>
    </message>
    <message>
      <source>Use anyway</source>
      <translation>仍然使用</translation>
    </message>
    <message>
      <source>Use plain HTTP (insecure)</source>
      <translation>使用明文 HTTP（不安全）</translation>
    </message>
    <message>
      <source>Use the mirror</source>
      <translation>使用镜像</translation>
    </message>
    <message>
      <source>Use these lyrics</source>
      <translation>使用这份歌词</translation>
    </message>
    <message>
      <source>Verse</source>
      <translation>主歌</translation>
    </message>
    <message>
      <source>View</source>
      <translation>显示</translation>
    </message>
    <message>
      <source>Viola</source>
      <translation>中提琴</translation>
    </message>
    <message>
      <source>Violet</source>
      <translation>紫色</translation>
    </message>
    <message>
      <source>Violin</source>
      <translation>小提琴</translation>
    </message>
    <message>
      <source>Vocals</source>
      <translation>人声</translation>
    </message>
    <message>
      <source>Vocals + band</source>
      <translation>人声与乐队</translation>
    </message>
    <message>
      <source>Vocals + instrumental (quick)</source>
      <translation>人声 + 伴奏（快速）</translation>
    </message>
    <message>
      <source>Volcengine</source>
      <translation>火山引擎</translation>
    </message>
    <message>
      <source>Volcengine answered and has charged for it, but the answer could not be kept: {trouble} Make room, then send the song again if you want to; that is charged again.</source>
      <translation>火山引擎已返回结果并扣费，但结果无法保存：{trouble} 请腾出空间，需要时重新发送歌曲；会再次扣费。</translation>
    </message>
    <message>
      <source>Volcengine answered and has charged for “{stem}”, but what came is no sound that plays to its end, and it keeps nothing. Send the song again if you want to; that is charged again.</source>
      <translation>火山引擎已返回“{stem}”并扣费，但收到的音频无法完整播放，而且它不保留结果。需要时请重新发送歌曲；会再次扣费。</translation>
    </message>
    <message>
      <source>Volcengine asks for a pause.</source>
      <translation>火山引擎要求稍候。</translation>
    </message>
    <message>
      <source>Volcengine cannot be asked about a call. If it was answered, it is charged a second time.</source>
      <translation>无法向火山引擎查询某次调用。如果它已处理，会再次扣费。</translation>
    </message>
    <message>
      <source>Volcengine charges each call: vocals and instrumental are two.</source>
      <translation>火山引擎按调用次数计费：人声和伴奏是两次。</translation>
    </message>
    <message>
      <source>Volcengine charges the stem a second time.</source>
      <translation>火山引擎会对该音轨再次扣费。</translation>
    </message>
    <message>
      <source>Volcengine gives no token: {words}</source>
      <translation>火山引擎没有给出令牌：{words}</translation>
    </message>
    <message>
      <source>Volcengine has made a token. StemDesk makes new ones by itself.</source>
      <translation>火山引擎已生成令牌。StemDesk 会自动续期。</translation>
    </message>
    <message>
      <source>Volcengine needs an AccessKey and a SecretKey, or a token. Enter them under Accounts.</source>
      <translation>火山引擎需要 AccessKey 和 SecretKey，或令牌。请在“账号”中填写。</translation>
    </message>
    <message>
      <source>Volcengine needs an AppKey. Enter it under Accounts.</source>
      <translation>火山引擎需要 AppKey。请在“账号”中填写。</translation>
    </message>
    <message>
      <source>Volcengine refuses (status {code}): {words}</source>
      <translation>火山引擎拒绝（状态 {code}）：{words}</translation>
    </message>
    <message>
      <source>Volume</source>
      <translation>音量</translation>
    </message>
    <message>
      <source>Volume of the metronome</source>
      <translation>节拍器音量</translation>
    </message>
    <message>
      <source>Volume {stem}</source>
      <translation>{stem} 音量</translation>
    </message>
    <message>
      <source>WAV, 16 bit</source>
      <translation>WAV，16 位</translation>
    </message>
    <message>
      <source>WAV, 24 bit</source>
      <translation>WAV，24 位</translation>
    </message>
    <message>
      <source>WAV, 32 bit float</source>
      <translation>WAV，32 位浮点</translation>
    </message>
    <message>
      <source>Waits for a loop: switch it on with L.</source>
      <translation>等待循环：按 L 开启。</translation>
    </message>
    <message>
      <source>What MVSEP sent as “{stem}” is no sound. The result is still there; try again later.</source>
      <translation>MVSEP 发来的“{stem}”不是音频。结果仍在那里；请稍后再试。</translation>
    </message>
    <message>
      <source>What happens with the song there</source>
      <translation>歌曲在那里会怎样</translation>
    </message>
    <message>
      <source>What was downloaded for {name} is not what it should be.</source>
      <translation>为 {name} 下载的内容与预期不符。</translation>
    </message>
    <message>
      <source>What was found in MVSEP's history does not sound like this song, and nothing else shows that it is. It is unknown whether the song was accepted. Check again, or send it again if it is not there.</source>
      <translation>在 MVSEP 历史记录中找到的结果听起来不像这首歌，也没有其他依据表明是它。无法得知歌曲是否已被接受。请再次检查；如果那里没有，请重新发送。</translation>
    </message>
    <message>
      <source>What {host} says about updates cannot be read.</source>
      <translation>{host} 关于更新的回答无法读取。</translation>
    </message>
    <message>
      <source>What {host} says about updates was not signed by the makers of StemDesk. It was left alone.</source>
      <translation>{host} 关于更新的回答没有 StemDesk 制作者的签名，已忽略。</translation>
    </message>
    <message>
      <source>What {service} sent arrived damaged. Try again.</source>
      <translation>{service} 发来的内容已损坏。请重试。</translation>
    </message>
    <message>
      <source>What {service} sent as “{stem}” is no sound that plays to its end. It was not taken for the stem.</source>
      <translation>{service} 发来的“{stem}”不是能完整播放的音频，因此未被采用。</translation>
    </message>
    <message>
      <source>Whole song</source>
      <translation>整首歌</translation>
    </message>
    <message>
      <source>Wind</source>
      <translation>管乐</translation>
    </message>
    <message>
      <source>With guitar and piano besides vocals, drums, bass and other. Its authors call the guitar fair and the piano poor. Takes longer than Spleeter, and more memory.</source>
      <translation>除人声、鼓、贝斯和其他之外，还有吉他和钢琴。作者称吉他尚可，钢琴较差。比 Spleeter 耗时更长，占用内存更多。</translation>
    </message>
    <message>
      <source>With its number, as in “music-1250000000”.</source>
      <translation>带编号，例如“music-1250000000”。</translation>
    </message>
    <message>
      <source>With the SecretKey, tokens renew themselves.</source>
      <translation>配合 SecretKey,令牌会自动更新。</translation>
    </message>
    <message>
      <source>Without reverb</source>
      <translation>去混响</translation>
    </message>
    <message>
      <source>Woodwind</source>
      <translation>木管</translation>
    </message>
    <message>
      <source>Write lyrics into the tags</source>
      <translation>将歌词写入标签</translation>
    </message>
    <message>
      <source>Yellow</source>
      <translation>黄色</translation>
    </message>
    <message>
      <source>You hear: B, {name}</source>
      <translation>正在听：B，{name}</translation>
    </message>
    <message>
      <source>You hear: the original</source>
      <translation>正在听：原曲</translation>
    </message>
    <message>
      <source>You hear: the residual, the original minus the audible stems</source>
      <translation>正在听：残差，即原曲减去可听见的分轨</translation>
    </message>
    <message>
      <source>Your account</source>
      <translation>您的账号</translation>
    </message>
    <message>
      <source>Your own lyrics stay as they are unless you use these instead.</source>
      <translation>除非您改用这份歌词，否则您自己的歌词保持不变。</translation>
    </message>
    <message>
      <source>Your song</source>
      <translation>您的歌曲</translation>
    </message>
    <message>
      <source>Zoom</source>
      <translation>缩放</translation>
    </message>
    <message>
      <source>Zoom in</source>
      <translation>放大</translation>
    </message>
    <message>
      <source>Zoom in, out, and back to the whole song</source>
      <translation>放大、缩小、回到整首歌</translation>
    </message>
    <message>
      <source>Zoom out</source>
      <translation>缩小</translation>
    </message>
    <message>
      <source>Zoom to this range</source>
      <translation>缩放到此区间</translation>
    </message>
    <message>
      <source>about {price}</source>
      <translation>约 {price}</translation>
    </message>
    <message numerus="yes">
      <source>about {time}, as %n earlier job(s) took</source>
      <translation>
        <numerusform>约 {time}（依据此前 %n 个任务）</numerusform>
      </translation>
    </message>
    <message>
      <source>account rejected</source>
      <translation>账号被拒绝</translation>
    </message>
    <message>
      <source>account saved</source>
      <translation>账号已保存</translation>
    </message>
    <message>
      <source>action needed</source>
      <translation>需要处理</translation>
    </message>
    <message>
      <source>analysing</source>
      <translation>分析中</translation>
    </message>
    <message>
      <source>another StemDesk has it in hand</source>
      <translation>另一个 StemDesk 正在使用它</translation>
    </message>
    <message>
      <source>as the song</source>
      <translation>与歌曲相同</translation>
    </message>
    <message>
      <source>asking Dango for a place to upload to</source>
      <translation>正在向团子申请上传通道</translation>
    </message>
    <message>
      <source>asking the password store …</source>
      <translation>正在查询密码库…</translation>
    </message>
    <message>
      <source>asking the service …</source>
      <translation>正在询问服务…</translation>
    </message>
    <message>
      <source>auto</source>
      <translation>自动</translation>
    </message>
    <message>
      <source>balanced</source>
      <translation>均衡</translation>
    </message>
    <message>
      <source>bar {bar}.{beat}</source>
      <translation>小节 {bar}.{beat}</translation>
    </message>
    <message>
      <source>bars that you play yourself</source>
      <translation>由您自己演奏的小节</translation>
    </message>
    <message>
      <source>begun: {done} of {size}</source>
      <translation>已开始：{done} / {size}</translation>
    </message>
    <message>
      <source>being separated</source>
      <translation>正在分离</translation>
    </message>
    <message>
      <source>both (two calls, charged twice)</source>
      <translation>两者（两次调用，计费两次）</translation>
    </message>
    <message>
      <source>calls that were sent are charged; Volcengine has no way to take them back</source>
      <translation>已发送的调用会计费；火山引擎无法撤回</translation>
    </message>
    <message>
      <source>cancelled</source>
      <translation>已取消</translation>
    </message>
    <message>
      <source>cancelled at MVSEP; credits come back if it had not begun</source>
      <translation>已在 MVSEP 取消；如果还没开始，积分会退回</translation>
    </message>
    <message>
      <source>capo {fret}</source>
      <translation>变调夹 {fret}</translation>
    </message>
    <message>
      <source>checking the song</source>
      <translation>正在检查歌曲</translation>
    </message>
    <message>
      <source>checking the stems</source>
      <translation>正在检查音轨</translation>
    </message>
    <message>
      <source>choose a song</source>
      <translation>选择歌曲</translation>
    </message>
    <message>
      <source>chords and sections as markers</source>
      <translation>和弦与段落作为标记</translation>
    </message>
    <message>
      <source>cleaner instrumental</source>
      <translation>伴奏更干净</translation>
    </message>
    <message>
      <source>cleaner vocals</source>
      <translation>人声更干净</translation>
    </message>
    <message>
      <source>converting without loss to a format that {service} takes</source>
      <translation>正在无损转换为{service}接受的格式</translation>
    </message>
    <message>
      <source>delete after download</source>
      <translation>下载后删除</translation>
    </message>
    <message>
      <source>done</source>
      <translation>完成</translation>
    </message>
    <message>
      <source>downloading</source>
      <translation>正在下载</translation>
    </message>
    <message>
      <source>downloading {name} {percent} %</source>
      <translation>正在下载 {name} {percent}%</translation>
    </message>
    <message>
      <source>downloading {stem} {percent} %</source>
      <translation>正在下载 {stem} {percent} %</translation>
    </message>
    <message>
      <source>edited by you</source>
      <translation>由你编辑</translation>
    </message>
    <message>
      <source>edited lyrics</source>
      <translation>编辑歌词</translation>
    </message>
    <message>
      <source>expired</source>
      <translation>已过期</translation>
    </message>
    <message>
      <source>failed</source>
      <translation>失败</translation>
    </message>
    <message>
      <source>favourite</source>
      <translation>收藏</translation>
    </message>
    <message>
      <source>fetching the list …</source>
      <translation>正在获取列表…</translation>
    </message>
    <message>
      <source>fetching “{song}” …</source>
      <translation>正在获取“{song}”…</translation>
    </message>
    <message>
      <source>files, folders, stems</source>
      <translation>文件、文件夹、音轨</translation>
    </message>
    <message>
      <source>for premium users</source>
      <translation>高级用户专用</translation>
    </message>
    <message>
      <source>for registered users</source>
      <translation>注册用户专用</translation>
    </message>
    <message>
      <source>free</source>
      <translation>免费</translation>
    </message>
    <message>
      <source>free in the queue</source>
      <translation>免费排队</translation>
    </message>
    <message>
      <source>free queue</source>
      <translation>免费队列</translation>
    </message>
    <message>
      <source>free, no account</source>
      <translation>免费，无需账号</translation>
    </message>
    <message>
      <source>fret {fret}</source>
      <translation>第 {fret} 品</translation>
    </message>
    <message>
      <source>from LRCLIB</source>
      <translation>来自 LRCLIB</translation>
    </message>
    <message>
      <source>from the file</source>
      <translation>来自文件</translation>
    </message>
    <message>
      <source>from the service</source>
      <translation>来自服务</translation>
    </message>
    <message>
      <source>from the song's tags</source>
      <translation>来自歌曲标签</translation>
    </message>
    <message>
      <source>from the text file</source>
      <translation>来自文本文件</translation>
    </message>
    <message>
      <source>gap</source>
      <translation>间奏</translation>
    </message>
    <message>
      <source>getting ready to upload</source>
      <translation>准备上传</translation>
    </message>
    <message>
      <source>getting the model, {percent} %</source>
      <translation>正在获取模型，{percent} %</translation>
    </message>
    <message>
      <source>high confidence</source>
      <translation>可信度高</translation>
    </message>
    <message>
      <source>included</source>
      <translation>已内置</translation>
    </message>
    <message>
      <source>instrumental only (one call)</source>
      <translation>仅伴奏（一次调用）</translation>
    </message>
    <message>
      <source>is sent to {service}</source>
      <translation>会发送到 {service}</translation>
    </message>
    <message>
      <source>it is damaged</source>
      <translation>文件已损坏</translation>
    </message>
    <message>
      <source>its folder is missing or may not be written to</source>
      <translation>其文件夹不存在或不可写入</translation>
    </message>
    <message>
      <source>its processor is too old</source>
      <translation>处理器太旧</translation>
    </message>
    <message>
      <source>karaoke</source>
      <translation>卡拉OK</translation>
    </message>
    <message>
      <source>keep</source>
      <translation>保留</translation>
    </message>
    <message>
      <source>length {length}</source>
      <translation>时长 {length}</translation>
    </message>
    <message>
      <source>likely</source>
      <translation>较可信</translation>
    </message>
    <message>
      <source>looking for the job at Tencent</source>
      <translation>正在腾讯查找任务</translation>
    </message>
    <message>
      <source>looking for the song in MVSEP's history</source>
      <translation>正在 MVSEP 的历史记录中查找</translation>
    </message>
    <message>
      <source>looking…</source>
      <translation>查找中…</translation>
    </message>
    <message>
      <source>lyrics from LRCLIB</source>
      <translation>来自 LRCLIB 的歌词</translation>
    </message>
    <message>
      <source>lyrics from elsewhere</source>
      <translation>其他来源的歌词</translation>
    </message>
    <message>
      <source>major</source>
      <translation>大调</translation>
    </message>
    <message>
      <source>many models, credits</source>
      <translation>模型众多，按积分计费</translation>
    </message>
    <message>
      <source>master volume</source>
      <translation>主音量</translation>
    </message>
    <message>
      <source>minor</source>
      <translation>小调</translation>
    </message>
    <message>
      <source>missing</source>
      <translation>缺失</translation>
    </message>
    <message>
      <source>mix</source>
      <translation>混音</translation>
    </message>
    <message>
      <source>moving the stems into place</source>
      <translation>正在放置音轨</translation>
    </message>
    <message>
      <source>needed</source>
      <translation>需要</translation>
    </message>
    <message>
      <source>needed, none yet</source>
      <translation>需要，尚未设置</translation>
    </message>
    <message>
      <source>needs an account</source>
      <translation>需要账号</translation>
    </message>
    <message>
      <source>no</source>
      <translation>否</translation>
    </message>
    <message>
      <source>no account</source>
      <translation>无账号</translation>
    </message>
    <message>
      <source>no chord</source>
      <translation>无和弦</translation>
    </message>
    <message>
      <source>none</source>
      <translation>无</translation>
    </message>
    <message>
      <source>none needed</source>
      <translation>无需账号</translation>
    </message>
    <message>
      <source>not detected</source>
      <translation>未检测到</translation>
    </message>
    <message>
      <source>not here</source>
      <translation>未下载</translation>
    </message>
    <message>
      <source>not known</source>
      <translation>未知</translation>
    </message>
    <message>
      <source>not split yet</source>
      <translation>尚未分离</translation>
    </message>
    <message>
      <source>nothing was charged</source>
      <translation>没有收费</translation>
    </message>
    <message>
      <source>nothing was charged; the song is not in the bucket any more</source>
      <translation>没有扣费；歌曲已从存储桶删除</translation>
    </message>
    <message>
      <source>number {place} of {queue} in the queue</source>
      <translation>排在第 {place} 位，共 {queue} 位</translation>
    </message>
    <message>
      <source>off</source>
      <translation>关闭</translation>
    </message>
    <message>
      <source>offline</source>
      <translation>无法连接</translation>
    </message>
    <message>
      <source>offline, list of {day} {time}</source>
      <translation>离线，列表来自{day} {time}</translation>
    </message>
    <message>
      <source>on (experimental, untried)</source>
      <translation>开启（实验性，未经测试）</translation>
    </message>
    <message>
      <source>onnxruntime is not installed</source>
      <translation>未安装 onnxruntime</translation>
    </message>
    <message>
      <source>password store locked</source>
      <translation>密码库已锁定</translation>
    </message>
    <message>
      <source>pitch {semitones} st</source>
      <translation>移调 {semitones} 半音</translation>
    </message>
    <message>
      <source>premium</source>
      <translation>高级用户</translation>
    </message>
    <message>
      <source>premium waiting</source>
      <translation>高级排队</translation>
    </message>
    <message>
      <source>price by length</source>
      <translation>按时长计价</translation>
    </message>
    <message>
      <source>proposed times</source>
      <translation>建议的时间</translation>
    </message>
    <message>
      <source>putting the parts together</source>
      <translation>正在合并各部分</translation>
    </message>
    <message>
      <source>queued</source>
      <translation>排队中</translation>
    </message>
    <message>
      <source>ready</source>
      <translation>就绪</translation>
    </message>
    <message>
      <source>registered</source>
      <translation>注册用户</translation>
    </message>
    <message>
      <source>registered waiting</source>
      <translation>注册排队</translation>
    </message>
    <message>
      <source>running: {job}</source>
      <translation>正在运行：{job}</translation>
    </message>
    <message>
      <source>separating</source>
      <translation>正在分离</translation>
    </message>
    <message>
      <source>separating, {percent} %</source>
      <translation>分离中，{percent}%</translation>
    </message>
    <message>
      <source>sorted by</source>
      <translation>排序依据</translation>
    </message>
    <message>
      <source>splitting at Dango, usually 2 to 3 minutes</source>
      <translation>团子正在分离，通常需要 2 到 3 分钟</translation>
    </message>
    <message>
      <source>splitting at Tencent</source>
      <translation>腾讯正在分离</translation>
    </message>
    <message>
      <source>splitting at Volcengine: {gone} so far, usually about {usual}</source>
      <translation>火山引擎正在分离：已用 {gone}，通常约 {usual}</translation>
    </message>
    <message>
      <source>starting at Dango</source>
      <translation>正在团子启动</translation>
    </message>
    <message>
      <source>stays on this computer</source>
      <translation>留在本机</translation>
    </message>
    <message>
      <source>stems from a folder</source>
      <translation>来自文件夹的音轨</translation>
    </message>
    <message>
      <source>stems that were paid for are kept: a retry goes on with what is missing</source>
      <translation>已付费的音轨会保留：重试会继续处理缺少的部分</translation>
    </message>
    <message>
      <source>stopped</source>
      <translation>已停止</translation>
    </message>
    <message>
      <source>takes no links</source>
      <translation>不支持链接</translation>
    </message>
    <message>
      <source>tapped times</source>
      <translation>敲击的时间</translation>
    </message>
    <message>
      <source>tempo {percent} %</source>
      <translation>速度 {percent} %</translation>
    </message>
    <message>
      <source>the result stays at MVSEP for about {hours} hours: a retry fetches it, and nothing is charged again</source>
      <translation>结果在 MVSEP 大约保留 {hours} 小时：重试即可取回，不会再次扣费</translation>
    </message>
    <message>
      <source>the song is not in the bucket any more</source>
      <translation>歌曲已不在存储桶中</translation>
    </message>
    <message>
      <source>the song is still in your bucket as {key}: the bucket cannot be reached</source>
      <translation>歌曲仍在您的存储桶中（{key}）：无法连接存储桶</translation>
    </message>
    <message>
      <source>the song itself</source>
      <translation>歌曲原曲</translation>
    </message>
    <message>
      <source>the tempo, which is not known</source>
      <translation>速度（未知）</translation>
    </message>
    <message>
      <source>today</source>
      <translation>今天</translation>
    </message>
    <message>
      <source>triads</source>
      <translation>三和弦</translation>
    </message>
    <message>
      <source>uncertain</source>
      <translation>不确定</translation>
    </message>
    <message>
      <source>unregistered waiting</source>
      <translation>未注册排队</translation>
    </message>
    <message>
      <source>uploading</source>
      <translation>正在上传</translation>
    </message>
    <message>
      <source>uploading {percent} %</source>
      <translation>正在上传 {percent}%</translation>
    </message>
    <message>
      <source>used {times} times this month</source>
      <translation>本月使用 {times} 次</translation>
    </message>
    <message>
      <source>vocals only (one call)</source>
      <translation>仅人声（一次调用）</translation>
    </message>
    <message>
      <source>vocals {sdr} dB SDR, say its authors</source>
      <translation>人声 SDR {sdr} dB（作者公布）</translation>
    </message>
    <message>
      <source>vocals, stems, pay per song</source>
      <translation>人声与多轨，按首付费</translation>
    </message>
    <message>
      <source>volume and pan</source>
      <translation>音量和声像</translation>
    </message>
    <message>
      <source>volume, pan, mute and solo</source>
      <translation>音量、声像、静音和独奏</translation>
    </message>
    <message>
      <source>waiting at Tencent</source>
      <translation>在腾讯等待中</translation>
    </message>
    <message>
      <source>waiting for MVSEP's answer</source>
      <translation>等待 MVSEP 的回答</translation>
    </message>
    <message>
      <source>waiting in MVSEP's queue</source>
      <translation>在 MVSEP 排队</translation>
    </message>
    <message>
      <source>waiting in the service's queue</source>
      <translation>在服务队列中等待</translation>
    </message>
    <message>
      <source>with times</source>
      <translation>带时间</translation>
    </message>
    <message>
      <source>without times</source>
      <translation>不带时间</translation>
    </message>
    <message>
      <source>yes</source>
      <translation>是</translation>
    </message>
    <message>
      <source>yesterday</source>
      <translation>昨天</translation>
    </message>
    <message>
      <source>yours</source>
      <translation>我的歌词</translation>
    </message>
    <message>
      <source>{action} {song}</source>
      <translation>{action} {song}</translation>
    </message>
    <message>
      <source>{bpm} BPM</source>
      <translation>{bpm} BPM</translation>
    </message>
    <message>
      <source>{bpm} BPM · {beats}/4</source>
      <translation>{bpm} BPM · {beats}/4</translation>
    </message>
    <message>
      <source>{cents} cents</source>
      <translation>{cents} 音分</translation>
    </message>
    <message>
      <source>{command}: {what}</source>
      <translation>{command}：{what}</translation>
    </message>
    <message>
      <source>{credits} credits</source>
      <translation>{credits} 积分</translation>
    </message>
    <message>
      <source>{credits} credits / min</source>
      <translation>{credits} 积分/分钟</translation>
    </message>
    <message>
      <source>{current} is the latest version.</source>
      <translation>{current} 已是最新版本。</translation>
    </message>
    <message>
      <source>{damage} Results that were paid for can be fetched again from the history of {services}.</source>
      <translation>{damage}已付费的结果可以从 {services} 的历史记录中重新获取。</translation>
    </message>
    <message>
      <source>{display} ({width} × {height})</source>
      <translation>{display}（{width} × {height}）</translation>
    </message>
    <message>
      <source>{done} of {parts} parts done</source>
      <translation>{parts} 部分中完成 {done} 部分</translation>
    </message>
    <message>
      <source>{done} of {total}</source>
      <translation>{done} / {total}</translation>
    </message>
    <message>
      <source>{field} (optional)</source>
      <translation>{field}（可选）</translation>
    </message>
    <message>
      <source>{field} (price depends on it)</source>
      <translation>{field}（影响价格）</translation>
    </message>
    <message>
      <source>{field}: kept by the system's password store</source>
      <translation>{field}：保存在系统密码库</translation>
    </message>
    <message>
      <source>{field}: kept for this session only</source>
      <translation>{field}：仅在本次使用中保留</translation>
    </message>
    <message>
      <source>{field}: kept in the settings</source>
      <translation>{field}：保存在设置中</translation>
    </message>
    <message>
      <source>{field}: set by the environment ({variable})</source>
      <translation>{field}：由环境变量设置（{variable}）</translation>
    </message>
    <message>
      <source>{field}: {value}</source>
      <translation>{field}：{value}</translation>
    </message>
    <message>
      <source>{format} holds {most} channels at the most, and this has {channels}. Choose WAV.</source>
      <translation>{format} 最多只能容纳 {most} 个声道，而这里有 {channels} 个。请选择 WAV。</translation>
    </message>
    <message>
      <source>{format} → {folder}</source>
      <translation>{format} → {folder}</translation>
    </message>
    <message>
      <source>{grip} with the capo, sounds as {chord}</source>
      <translation>夹变调夹按 {grip}，实际音高为 {chord}</translation>
    </message>
    <message>
      <source>{host} answers with an error ({status}).</source>
      <translation>{host} 返回错误（{status}）。</translation>
    </message>
    <message>
      <source>{hours} h left</source>
      <translation>还剩 {hours} 小时</translation>
    </message>
    <message>
      <source>{h} h {m} min</source>
      <translation>{h} 小时 {m} 分</translation>
    </message>
    <message>
      <source>{key}, {sure}</source>
      <translation>{key}，{sure}</translation>
    </message>
    <message>
      <source>{loop} as a region and the time selection</source>
      <translation>{loop} 作为区域和时间选区</translation>
    </message>
    <message>
      <source>{loop} as two markers</source>
      <translation>{loop} 作为两个标记</translation>
    </message>
    <message>
      <source>{lufs} LUFS</source>
      <translation>{lufs} LUFS</translation>
    </message>
    <message>
      <source>{model}</source>
      <translation>{model}</translation>
    </message>
    <message>
      <source>{model} · {stems}</source>
      <translation>{model} · {stems}</translation>
    </message>
    <message>
      <source>{model}, not in the list of songs</source>
      <translation>{model}，不在歌曲列表中</translation>
    </message>
    <message>
      <source>{model}: {facts}</source>
      <translation>{model}：{facts}</translation>
    </message>
    <message>
      <source>{ms} ms</source>
      <translation>{ms} 毫秒</translation>
    </message>
    <message>
      <source>{m} min {s} s</source>
      <translation>{m} 分 {s} 秒</translation>
    </message>
    <message>
      <source>{name}   {start}</source>
      <translation>{name}   {start}</translation>
    </message>
    <message>
      <source>{name}   {start} – {end}</source>
      <translation>{name}   {start} – {end}</translation>
    </message>
    <message>
      <source>{name} (disconnected)</source>
      <translation>{name}（已断开）</translation>
    </message>
    <message>
      <source>{name} accepts the account: {account}</source>
      <translation>{name} 接受该账号：{account}</translation>
    </message>
    <message>
      <source>{name} by {authors}, about {size} MB from {source}, {licence} licence</source>
      <translation>{authors} 的 {name}，约 {size} MB，来自 {source}，{licence} 许可证</translation>
    </message>
    <message>
      <source>{name} by {authors}, {size} MB, {licence} licence</source>
      <translation>{name}，{authors} 出品，{size} MB，{licence} 许可证</translation>
    </message>
    <message>
      <source>{name} cannot be kept in {folder}: {reason}.</source>
      <translation>无法将 {name} 保存到 {folder}：{reason}。</translation>
    </message>
    <message>
      <source>{name} cannot be removed: {reason}.</source>
      <translation>无法删除 {name}：{reason}。</translation>
    </message>
    <message>
      <source>{name} could not be downloaded ({reason}). The quick preview works without; or try later: {command}</source>
      <translation>无法下载 {name}（{reason}）。快速预览不需要它；也可稍后再试：{command}</translation>
    </message>
    <message>
      <source>{name} could not be downloaded ({reason}). {rest} Try later: {command}</source>
      <translation>无法下载 {name}（{reason}）。{rest}也可稍后再试：{command}</translation>
    </message>
    <message>
      <source>{name} could not be prepared, perhaps for lack of memory. Close other programs and try again.</source>
      <translation>无法准备 {name}，可能是内存不足。请关闭其他程序后重试。</translation>
    </message>
    <message>
      <source>{name} e-mail</source>
      <translation>{name} 邮箱</translation>
    </message>
    <message>
      <source>{name} for this session only</source>
      <translation>{name} 仅限本次使用</translation>
    </message>
    <message>
      <source>{name} is being downloaded at this moment. Stop that first.</source>
      <translation>{name} 正在下载中。请先停止下载。</translation>
    </message>
    <message>
      <source>{name} is downloaded by pip, which this Python lacks. Install it with: python -m ensurepip</source>
      <translation>{name} 由 pip 下载，但此 Python 没有 pip。请用以下命令安装：python -m ensurepip</translation>
    </message>
    <message>
      <source>{name} is missing from this copy of StemDesk. Install StemDesk again.</source>
      <translation>此 StemDesk 缺少 {name}。请重新安装 StemDesk。</translation>
    </message>
    <message>
      <source>{name} is not on this computer. Get it once ({what}): {command}. The quick preview works without.</source>
      <translation>本机上没有 {name}。只需获取一次（{what}）：{command}。快速预览不需要它。</translation>
    </message>
    <message>
      <source>{name} is not on this computer. Get it once ({what}): {command}. {rest}</source>
      <translation>本机没有 {name}。获取一次即可（{what}）：{command}。{rest}</translation>
    </message>
    <message>
      <source>{name} is not published any more where StemDesk looks for it ({source}). The other models work without.</source>
      <translation>在 StemDesk 查找的位置（{source}）已没有 {name}。其他模型不需要它。</translation>
    </message>
    <message>
      <source>{name} is part of StemDesk and cannot be removed on its own.</source>
      <translation>{name} 随 StemDesk 一起安装，会与它一同保留。</translation>
    </message>
    <message>
      <source>{name} is said to have {size} MB, which it cannot have. It was not downloaded.</source>
      <translation>据称 {name} 有 {size} MB，这不可能。没有下载。</translation>
    </message>
    <message>
      <source>{name} password</source>
      <translation>{name} 密码</translation>
    </message>
    <message>
      <source>{name} was published in another shape than this version of StemDesk knows, and does not run. The other models do.</source>
      <translation>{name} 发布的格式与此版本 StemDesk 所知的不同，无法运行。其他模型可以使用。</translation>
    </message>
    <message>
      <source>{n} of {most} downloads left at Dango</source>
      <translation>团子剩余下载次数 {n}/{most}</translation>
    </message>
    <message>
      <source>{n} parallel jobs</source>
      <translation>同时 {n} 个任务</translation>
    </message>
    <message>
      <source>{n}: {titles}</source>
      <translation>{n}：{titles}</translation>
    </message>
    <message>
      <source>{price} of {credits}</source>
      <translation>{price}，余额 {credits}</translation>
    </message>
    <message>
      <source>{price}, after a download of {size} MB</source>
      <translation>{price}，需先下载 {size} MB</translation>
    </message>
    <message>
      <source>{provider} fetches songs from links; “{chosen}” takes files only.</source>
      <translation>{provider} 可以从链接获取歌曲；“{chosen}”只接受文件。</translation>
    </message>
    <message>
      <source>{provider} · {model}</source>
      <translation>{provider} · {model}</translation>
    </message>
    <message>
      <source>{rate}</source>
      <translation>{rate}</translation>
    </message>
    <message>
      <source>{rate} kHz</source>
      <translation>{rate} kHz</translation>
    </message>
    <message>
      <source>{reason} What has arrived of {name} is kept. Go on later: {command}. The quick preview works without.</source>
      <translation>{reason}{name} 已下载的部分会保留。稍后继续：{command}。快速预览不需要它。</translation>
    </message>
    <message>
      <source>{sdr} dB SDR, say its authors</source>
      <translation>SDR {sdr} dB（作者公布）</translation>
    </message>
    <message>
      <source>{service} answers with an error ({status}). Try again later.</source>
      <translation>{service} 返回错误（{status}）。请稍后再试。</translation>
    </message>
    <message>
      <source>{service} cannot be reached. Check the connection to the internet.</source>
      <translation>无法连接 {service}。请检查网络连接。</translation>
    </message>
    <message>
      <source>{service} does not answer; it is tried again in {seconds} s.</source>
      <translation>{service} 没有回应；{seconds} 秒后再试。</translation>
    </message>
    <message>
      <source>{service} does not say what {name} has to be, so it was not downloaded: there would be no telling whether it arrived as it was published.</source>
      <translation>{service} 没有给出 {name} 的校验值，因此没有下载：无法判断收到的是否与发布的一致。</translation>
    </message>
    <message>
      <source>{service} has an address that cannot be used.</source>
      <translation>{service} 的地址无法使用。</translation>
    </message>
    <message>
      <source>{service} has too many visitors right now. Try again in a minute.</source>
      <translation>{service} 目前访问量过大。请一分钟后再试。</translation>
    </message>
    <message>
      <source>{service} is too busy to answer.</source>
      <translation>{service} 太忙，没有应答。</translation>
    </message>
    <message>
      <source>{service} names an address that is not safe to fetch from. It was left alone.</source>
      <translation>{service} 给出的地址不安全，没有访问。</translation>
    </message>
    <message>
      <source>{service} sends us from address to address.</source>
      <translation>{service} 的地址不停跳转。</translation>
    </message>
    <message>
      <source>{service} sends us to another address, which is not followed: your account must not travel there.</source>
      <translation>{service} 要转到另一个地址，没有跟随：你的账号不能被带到那里。</translation>
    </message>
    <message>
      <source>{service} size warning, {plan}</source>
      <translation>{service} 大小提醒，{plan}</translation>
    </message>
    <message>
      <source>{service} takes at most {limit} MB; “{song}” would have {size}. Use an MP3, or split it elsewhere.</source>
      <translation>{service}最多接受 {limit} MB；“{song}” 将有 {size} MB。请使用 MP3 或换用其他服务。</translation>
    </message>
    <message>
      <source>{service} takes songs of at most {limit} minutes; “{song}” has {minutes}. Cut it, or split it elsewhere.</source>
      <translation>{service}最多接受 {limit} 分钟的歌曲；“{song}” 有 {minutes} 分钟。请裁剪或换用其他服务。</translation>
    </message>
    <message>
      <source>{service} was asked, but its answer got lost on the way.</source>
      <translation>已询问 {service}，但回答在路上丢失了。</translation>
    </message>
    <message>
      <source>{service}: history, examples, news, leaderboards</source>
      <translation>{service}：历史记录、示例、新闻、排行榜</translation>
    </message>
    <message>
      <source>{service}: warn above</source>
      <translation>{service}：超过时提醒</translation>
    </message>
    <message>
      <source>{size} MB</source>
      <translation>{size} MB</translation>
    </message>
    <message>
      <source>{songs} · {length}</source>
      <translation>{songs} · {length}</translation>
    </message>
    <message>
      <source>{song} is ready</source>
      <translation>{song} 已就绪</translation>
    </message>
    <message>
      <source>{song} was not split</source>
      <translation>{song} 未能分离</translation>
    </message>
    <message>
      <source>{source}: {file}</source>
      <translation>{source}：{file}</translation>
    </message>
    <message>
      <source>{stems} · {day}</source>
      <translation>{stems} · {day}</translation>
    </message>
    <message>
      <source>{stem} – not in B</source>
      <translation>{stem} – B 中没有</translation>
    </message>
    <message>
      <source>{s} s</source>
      <translation>{s} 秒</translation>
    </message>
    <message>
      <source>{tempo}, {sure}</source>
      <translation>{tempo}，{sure}</translation>
    </message>
    <message>
      <source>{trouble} Next try in {seconds} s.</source>
      <translation>{trouble}{seconds} 秒后再试。</translation>
    </message>
    <message>
      <source>{trouble} The job goes on at MVSEP, which keeps the result for about {hours} hours: retrying costs nothing.</source>
      <translation>{trouble}任务在 MVSEP 继续进行，结果大约保留 {hours} 小时：重试不花钱。</translation>
    </message>
    <message>
      <source>{trouble} The job itself is still at MVSEP for about {hours} hours: retrying costs nothing.</source>
      <translation>{trouble}任务在 MVSEP 大约还会保留 {hours} 小时：重试不花钱。</translation>
    </message>
    <message>
      <source>{what} is in the system's trash.</source>
      <translation>{what}已移到系统废纸篓。</translation>
    </message>
    <message>
      <source>{what} {percent} %</source>
      <translation>{what} {percent} %</translation>
    </message>
    <message>
      <source>× 2</source>
      <translation>× 2</translation>
    </message>
    <message>
      <source>÷ 2</source>
      <translation>÷ 2</translation>
    </message>
    <message>
      <source>“Authorization” unless Dango has told you another; its documentation names none.</source>
      <translation>除非团子另有说明，否则为 “Authorization”；其文档没有写明。</translation>
    </message>
    <message>
      <source>“yes” only if https fails: your SecretKey then travels readable for everybody on the way.</source>
      <translation>仅在 https 失败时填 “yes”：此时 SecretKey 会以明文传输，途中任何人都能读到。</translation>
    </message>
    <message>
      <source>“{field}” cannot be right: its letter number {n} ({letter}) is none that keys are made of. Copy it anew, and only the key itself.</source>
      <translation>“{field}”不对：第 {n} 个字符（{letter}）不会出现在密钥中。请重新复制，只复制密钥本身。</translation>
    </message>
    <message>
      <source>“{field}” is required.</source>
      <translation>“{field}”为必填项。</translation>
    </message>
    <message>
      <source>“{folder}” cannot be written to. Choose another folder for the stems, then try again.</source>
      <translation>无法写入“{folder}”。请为音轨另选文件夹后重试。</translation>
    </message>
    <message>
      <source>“{folder}” could not be moved to the trash. Is it on a disk without one? The stems are where they were.</source>
      <translation>无法将“{folder}”移到废纸篓。它所在的磁盘没有废纸篓吗？分轨仍在原处。</translation>
    </message>
    <message>
      <source>“{model}” needs its network on this computer, got once: {what}. The quick preview needs none.</source>
      <translation>“{model}”需要先在本机获取一次神经网络：{what}。快速预览不需要。</translation>
    </message>
    <message>
      <source>“{name}”</source>
      <translation>“{name}”</translation>
    </message>
    <message>
      <source>“{name}” breaks off at {at} of {length}: the file is cut short or damaged. Copy or download it again.</source>
      <translation>“{name}”在 {at}/{length} 处中断：文件不完整或已损坏。请重新复制或下载。</translation>
    </message>
    <message>
      <source>“{name}” came with {size} kB where {about} kB were announced, so it is not the stem. Try again later.</source>
      <translation>“{name}”收到 {size} kB，而服务声明为 {about} kB，因此不是该音轨。请稍后再试。</translation>
    </message>
    <message>
      <source>“{name}” cannot be read: {reason}.</source>
      <translation>无法读取“{name}”：{reason}。</translation>
    </message>
    <message>
      <source>“{name}” cannot be saved: {reason}.</source>
      <translation>无法保存“{name}”：{reason}。</translation>
    </message>
    <message>
      <source>“{name}” cannot be unpacked: {reason}.</source>
      <translation>无法解压“{name}”：{reason}。</translation>
    </message>
    <message>
      <source>“{name}” cannot be written: {reason}.</source>
      <translation>无法写入“{name}”：{reason}。</translation>
    </message>
    <message>
      <source>“{name}” changes while it is read. Is it still being copied? Try again when it is whole.</source>
      <translation>“{name}”在读取时发生了变化。是否仍在复制？请在完成后重试。</translation>
    </message>
    <message>
      <source>“{name}” comes with another length than was announced, so it is not what was wanted. Try again later.</source>
      <translation>“{name}”的长度与公布的不符，不是所要的文件。请稍后再试。</translation>
    </message>
    <message>
      <source>“{name}” could not be downloaded to its end: the connection keeps breaking.</source>
      <translation>“{name}”没能下载完：连接一直中断。</translation>
    </message>
    <message>
      <source>“{name}” has another number of channels or another sample rate from {at} on. Convert it to one kind of sound first, or copy it again if it is damaged.</source>
      <translation>“{name}”从 {at} 起声道数或采样率发生了变化。请先将其转换为统一的格式；如果文件已损坏，请重新复制。</translation>
    </message>
    <message>
      <source>“{name}” has changed since its first stems were paid for. Put the earlier file back and try again; to split the new one, add it as a new job.</source>
      <translation>“{name}”在首批音轨付费后已被更改。请放回原来的文件再试；要分离新文件，请将其作为新任务添加。</translation>
    </message>
    <message>
      <source>“{name}” is a device, not a file.</source>
      <translation>“{name}”是设备，不是文件。</translation>
    </message>
    <message>
      <source>“{name}” is a folder, not a song.</source>
      <translation>“{name}”是文件夹，不是歌曲。</translation>
    </message>
    <message>
      <source>“{name}” is a pipe, not a file. Save the sound as a file first.</source>
      <translation>“{name}”是管道，不是文件。请先把声音存为文件。</translation>
    </message>
    <message>
      <source>“{name}” is a socket of another program, not a file.</source>
      <translation>“{name}”是其他程序的套接字，不是文件。</translation>
    </message>
    <message>
      <source>“{name}” is copy-protected (DRM), so no program but the shop's own can read it. Use a version without protection.</source>
      <translation>“{name}”有版权保护 (DRM)，只有商店自己的程序能读取。请使用无保护的版本。</translation>
    </message>
    <message>
      <source>“{name}” is empty (0 bytes). Copy or download it again.</source>
      <translation>“{name}”是空文件（0 字节）。请重新复制或下载。</translation>
    </message>
    <message>
      <source>“{name}” is exported.</source>
      <translation>“{name}”已导出。</translation>
    </message>
    <message>
      <source>“{name}” is no ZIP that can be opened. Retrying costs nothing.</source>
      <translation>“{name}”不是可打开的 ZIP。重试不收费。</translation>
    </message>
    <message>
      <source>“{name}” is not a MIDI file that can be read, or it is damaged.</source>
      <translation>“{name}”不是可读取的 MIDI 文件，或文件已损坏。</translation>
    </message>
    <message>
      <source>“{name}” is not a file of StemDesk's and was left as it is. These lyrics are in “{other}”.</source>
      <translation>“{name}”不是 StemDesk 的文件，已保持原样。这份歌词保存在“{other}”里。</translation>
    </message>
    <message>
      <source>“{name}” is not a file of StemDesk's. It was left as it is.</source>
      <translation>“{name}”不是 StemDesk 的文件，已保持原样。</translation>
    </message>
    <message>
      <source>“{name}” is not a sound file that can be read, whatever its name says, or it is damaged.</source>
      <translation>“{name}”不是可读取的声音文件（不管名字如何），或已损坏。</translation>
    </message>
    <message>
      <source>“{name}” is not in the bucket any more.</source>
      <translation>“{name}”已不在存储桶中。</translation>
    </message>
    <message>
      <source>“{name}” is not there any more.</source>
      <translation>“{name}”已经不在了。</translation>
    </message>
    <message>
      <source>“{name}” is not there any more. Was it moved, renamed, or is its drive unplugged?</source>
      <translation>“{name}”已不存在。是否被移动、改名，或所在磁盘已拔出？</translation>
    </message>
    <message>
      <source>“{name}” is one of the song's own files. Choose another name.</source>
      <translation>“{name}”是这首歌自己的文件。请另选名称。</translation>
    </message>
    <message>
      <source>“{name}” is said to have {size} MB, which no stem of this song can have. It was not downloaded.</source>
      <translation>据称“{name}”有 {size} MB，这首歌的音轨不可能这么大。没有下载。</translation>
    </message>
    <message>
      <source>“{name}” is there already and no file. Choose another name.</source>
      <translation>“{name}”已经存在，而且不是文件。请换一个名称。</translation>
    </message>
    <message>
      <source>“{name}” may not be read: the system refuses access to it.</source>
      <translation>不允许读取“{name}”：系统拒绝访问。</translation>
    </message>
    <message>
      <source>“{name}” needs {needed} MB, and the disk has {free} MB free. Make room, then try again.</source>
      <translation>“{name}”需要 {needed} MB，磁盘剩余 {free} MB。请腾出空间后再试。</translation>
    </message>
    <message>
      <source>“{name}” says that it has {channels} channels; StemDesk reads up to {most}. It may be damaged.</source>
      <translation>“{name}”声称有 {channels} 个声道；StemDesk 最多读取 {most} 个。文件可能已损坏。</translation>
    </message>
    <message>
      <source>“{name}” says that it has {rate} samples a second; StemDesk reads {least} to {most}. It may be damaged.</source>
      <translation>“{name}”声称采样率为 {rate} Hz；StemDesk 支持 {least} 到 {most} Hz。文件可能已损坏。</translation>
    </message>
    <message>
      <source>“{name}” was changed after it was checked. Nothing was accepted or charged; try again.</source>
      <translation>“{name}”在检查之后被更改。没有被接受或扣费；请重试。</translation>
    </message>
    <message>
      <source>“{name}” was refused with status {status}.</source>
      <translation>“{name}”被拒绝，状态 {status}。</translation>
    </message>
    <message>
      <source>“{name}” would unpack to more than this song's stems can have. It was left alone.</source>
      <translation>“{name}”解压后会超出这首歌音轨的合理大小，未处理。</translation>
    </message>
    <message>
      <source>“{song}”</source>
      <translation>“{song}”</translation>
    </message>
    <message>
      <source>“{song}” can be exported as soon as it is separated.</source>
      <translation>“{song}”分离完成后即可导出。</translation>
    </message>
    <message>
      <source>“{song}” can be heard while it is being separated.</source>
      <translation>“{song}”正在分离，现在就可以试听。</translation>
    </message>
    <message>
      <source>“{song}” has {size} MB; the service may refuse more than {limit} MB.</source>
      <translation>“{song}”有 {size} MB；超过 {limit} MB 服务可能会拒绝。</translation>
    </message>
    <message>
      <source>“{song}” is an example; it is not in your songs.</source>
      <translation>“{song}”是示例，不在你的歌曲里。</translation>
    </message>
    <message>
      <source>“{song}” is cleared from the jobs</source>
      <translation>已从任务列表中清除“{song}”</translation>
    </message>
    <message>
      <source>“{song}” is converted without loss first: {service} does not take such files.</source>
      <translation>“{song}”会先无损转换：{service}不接受此类文件。</translation>
    </message>
    <message>
      <source>“{song}” is ready: {result}</source>
      <translation>“{song}”已就绪：{result}</translation>
    </message>
    <message>
      <source>“{song}”: {reason}</source>
      <translation>“{song}”：{reason}</translation>
    </message>
    <message>
      <source>“{stem}” from {service} is {length} long, the song {song}. Download it again, or use it anyway.</source>
      <translation>来自 {service} 的“{stem}”时长为 {length}，而歌曲为 {song}。请重新获取，或照原样使用。</translation>
    </message>
    <message>
      <source>“{stem}” was paid for, but it is not in {folder} any more. Put it back and check again, or send the song again for it, which is charged again.</source>
      <translation>“{stem}”已付费，但已不在 {folder} 中。请放回后再检查，或为它重新发送歌曲（会再次扣费）。</translation>
    </message>
    <message numerus="yes">
      <source>… and %n more</source>
      <translation>
        <numerusform>……还有 %n 个</numerusform>
      </translation>
    </message>
    <message>
      <source>★ {rating} from {votes} votes</source>
      <translation>★ {rating}（共 {votes} 票）</translation>
    </message>
  </context>
</TS>
